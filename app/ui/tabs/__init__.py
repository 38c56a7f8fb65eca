"""One folder a tab, named like its tool."""
