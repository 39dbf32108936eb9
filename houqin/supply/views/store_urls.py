"""Addresses of the store's side: lots, issue, return, count, hold, near expiry, preparations."""

store_urls = []
