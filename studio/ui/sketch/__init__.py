"""The sketch room: a canvas to draw on, its tools and layers, and the photo it becomes."""
