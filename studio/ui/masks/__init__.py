"""Painting where a style goes."""
