"""Suppliers, articles, orders, deliveries, lots and the store."""
