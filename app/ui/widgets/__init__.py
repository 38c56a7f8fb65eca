"""Widgets that know no tool: matrix, tables, chips, cards."""
