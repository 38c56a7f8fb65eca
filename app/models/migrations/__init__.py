"""Alembic's environment and the revisions; run.py brings a file up to date."""
