"""The rule packs that come with Gouji, each in its folder."""

from pathlib import Path

from gouji import PackSource, hookimpl
from gouji_rules.gid.checks import CHECKS


@hookimpl
def packs() -> list[PackSource]:
    """Return the pack for annual reports on government information disclosure."""
    return [PackSource(Path(__file__).parent / "gid", CHECKS)]
