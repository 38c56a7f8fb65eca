"""Who has a say in this decision, how are they tied to each other, and where are we not covered?"""
