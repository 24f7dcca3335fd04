"""Languages: how each is written, and the rule kinds that read its prose."""
