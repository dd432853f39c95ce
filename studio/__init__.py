"""Atelier Studio: a desktop application in which artists sketch, paint materials and stylise photos."""

__version__ = "0.1.0"
