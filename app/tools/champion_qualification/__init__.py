"""Who of them sells for us when we have left, and what would make somebody do so?"""
