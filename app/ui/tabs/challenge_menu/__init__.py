"""The page of the menu of challenges."""
