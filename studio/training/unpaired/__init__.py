"""What training without pairs is made of: sets of pictures of one kind, what tells them apart, and figures."""
