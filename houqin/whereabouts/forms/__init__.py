"""What the pages of whereabouts ask for."""
