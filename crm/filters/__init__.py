"""What can be filtered in each list."""
