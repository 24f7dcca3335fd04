"""Work done in this process, file by file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gouji.checking import Made, Witness, check_file
from gouji.files import File
from gouji.host import Host
from gouji.model.rule import Rule


def check_here(files: Sequence[File], host: Host, rules: Sequence[Rule], witness: Witness) -> Iterator[Made]:
    """Check files in their order; the witness hears of pages that take long, and of what begins."""
    for file in files:
        yield Made.of(check_file(file, host, rules, witness))
