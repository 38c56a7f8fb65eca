"""How does this customer receive us as a supplier, and what follows from it?"""
