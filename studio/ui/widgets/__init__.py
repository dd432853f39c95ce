"""Small widgets and looks that every panel shares."""
