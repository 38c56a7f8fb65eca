"""Which story shows this customer that it can be done, how is it told in a minute, and who has heard it?"""
