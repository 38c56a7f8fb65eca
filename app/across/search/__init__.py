"""One field that finds accounts, opportunities and people."""
