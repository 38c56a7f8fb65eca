"""What is stored, by aggregate; several tools share each one."""
