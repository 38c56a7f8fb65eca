"""The page of success stories."""
