"""Which piece is not standing yet, and what would it cost to ask for the order now?"""
