"""Has the customer put in writing what we believe to have agreed?"""
