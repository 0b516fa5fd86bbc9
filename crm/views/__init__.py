"""Doors of the directory: declared screens, record pages, and one view per verb."""
