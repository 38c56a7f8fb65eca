"""What do the customer and we do, by when and by whom, on the way to an agreement?"""
