"""Accounts and opportunities as the navigator keeps them: add, rename, delete to the trash, edit."""
