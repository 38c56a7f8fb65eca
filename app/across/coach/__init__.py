"""What should be done next, and which rule says so."""
