"""Architectures and losses. torch only: nothing here knows about files or people."""
