"""The value calculator's page: move a number with the customer and see at once what it is worth."""
