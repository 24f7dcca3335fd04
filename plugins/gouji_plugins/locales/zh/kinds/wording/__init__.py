"""Rule kinds for citations, contacts, personal data, enumerations, and text that fits any agency."""
