"""Rule kinds for names: one agency's throughout, and no other's in its place."""
