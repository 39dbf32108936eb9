"""What the pages of discipline ask for."""
