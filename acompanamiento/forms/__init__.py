"""What comes in: from the office's screens and from the public pages."""
