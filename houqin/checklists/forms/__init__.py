"""What the pages of checklists ask for."""
