"""The page of champion qualification."""
