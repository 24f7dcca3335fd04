"""The readers, rule kinds and writers that come with Gouji: one module, one plugin, found by entry points as a stranger's are."""
