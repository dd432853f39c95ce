"""What the artist is working on, what is being painted, and what was painted."""
