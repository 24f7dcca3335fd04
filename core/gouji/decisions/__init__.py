"""What people decided on findings: kept in a ledger that only grows, and held against each run."""
