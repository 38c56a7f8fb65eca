"""What was said in a meeting, by whom, and what was agreed?"""
