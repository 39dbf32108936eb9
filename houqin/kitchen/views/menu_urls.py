"""Addresses of dishes and menus."""

menu_urls = []
