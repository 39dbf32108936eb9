"""Addresses of buying and goods-in."""

receiving_urls = []
