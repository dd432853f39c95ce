"""The pictures: two views that share zoom and pan."""
