"""Who decides, what does each of them want, and can they be moved?"""
