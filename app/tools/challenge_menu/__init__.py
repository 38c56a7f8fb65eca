"""What is worth solving to the people of this decision, in which order, why, and what would it open?"""
