"""What the screens of the calendar ask."""
