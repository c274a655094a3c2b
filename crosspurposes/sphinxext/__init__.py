"""Sphinx extensions of the book; they know nothing of its subject."""
