"""Rule kinds that hold what the text says against the tables, and against itself."""
