"""Dishes, menus, meals, what was cooked from which lots, tasted, kept as a sample, served and thrown away."""
