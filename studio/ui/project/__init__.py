"""The document of the window: what is opened, saved, kept safe, and put back into the rooms."""
