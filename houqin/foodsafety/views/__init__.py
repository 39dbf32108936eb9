"""Pages of food-safety management."""
