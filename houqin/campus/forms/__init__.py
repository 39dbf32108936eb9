"""What the verbs of equipment ask for."""
