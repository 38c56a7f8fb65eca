"""The page of customer receptivity."""
