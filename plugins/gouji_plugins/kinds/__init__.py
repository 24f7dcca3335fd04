"""Kinds of rule that any pack may use."""
