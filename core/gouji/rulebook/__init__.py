"""Rule packs: forms and rules read from TOML, and rules written in Python."""
