"""Readers: one package for each file format."""
