"""The artist's document: layers, brushes, edits and their history. No Qt, no torch."""
