"""Preferences: what the artist sets once; every choice holds at once and is kept."""
