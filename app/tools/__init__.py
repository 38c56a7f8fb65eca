"""What it means: one folder a tool, no Qt anywhere below."""
