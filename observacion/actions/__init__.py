"""What the office does in the observation."""
