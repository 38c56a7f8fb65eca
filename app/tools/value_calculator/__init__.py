"""What is the customer's goal worth in money, how sure is that, and who has confirmed it?"""
