"""The window itself: commands, keys, menus, settings, status."""
