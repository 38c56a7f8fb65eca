"""What several tools mean alike: pure rules, without database or Qt."""
