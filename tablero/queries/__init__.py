"""What home and search read across apps."""
