"""How pictures were made: told when they are saved, and read from anybody's."""
