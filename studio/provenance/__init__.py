"""How a picture was made: said in its file, signed if the artist wishes, and read from anybody's."""
