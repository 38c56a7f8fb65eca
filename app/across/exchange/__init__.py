"""What goes in and out of a workspace as files and lists."""
