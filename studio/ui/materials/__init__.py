"""The materials room: a map of what is where, painted by hand, and the photo it becomes."""
