"""What attacks a run: files, plugins, faults of the machine; `python -m hostile` in the tests folder tries much more of it."""
