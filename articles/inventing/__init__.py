"""Invented stories by the thousand, to measure with: Indonesian in grammar, not in sense."""
