"""What needs several tools at once: coach, meeting, search, sample workspace."""
