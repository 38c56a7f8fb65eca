"""The page of the champion letter."""
