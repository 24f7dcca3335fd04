"""Rule kinds for years and dates in the text."""
