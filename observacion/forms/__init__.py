"""What comes in by hand."""
