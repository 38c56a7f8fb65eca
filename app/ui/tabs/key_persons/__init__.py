"""The page of key persons."""
