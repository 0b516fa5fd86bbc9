"""Reads across the directory; they return data or querysets, never a response."""
