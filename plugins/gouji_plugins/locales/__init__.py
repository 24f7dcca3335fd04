"""Locales: how a language writes, one package for each."""
