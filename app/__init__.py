"""Dealwright: a desktop workbench for people who sell complex things to other companies."""
