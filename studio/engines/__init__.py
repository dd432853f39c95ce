"""Engines: a request in, steps out, a result at the end. They run in the worker and know nothing of Qt."""
