"""Measures against a floor in the same run: an empty window for the start, a bare switch for the tabs."""
