"""Output formats: one module or package for each."""
