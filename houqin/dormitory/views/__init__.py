"""The dormitory's pages."""
