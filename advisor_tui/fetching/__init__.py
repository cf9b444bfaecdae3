"""Fetching services from open interfaces on the net into folders of pages, which importers read."""
