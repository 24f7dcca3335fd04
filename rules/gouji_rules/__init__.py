"""The rule packs that come with Gouji, as data: one folder, one pack."""

from pathlib import Path

from gouji import hookimpl


@hookimpl
def packs() -> list[Path]:
    """Return the folder of the pack for annual reports on government information disclosure."""
    return [Path(__file__).parent / "gid"]
