"""Recipes, data sets, the training loop, one file per method, export into models/. No Qt."""
