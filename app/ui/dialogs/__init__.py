"""Questions with an answer: ask_…(parent, …) returns a value or None."""
