"""The page of the relationship map: key-player map, gaps, people table."""
