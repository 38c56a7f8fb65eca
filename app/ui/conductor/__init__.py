"""Ties the frame to an open workspace: navigation, pages, coach, search, undo."""
