"""Work done in this process, file by file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gouji.checking import Made, Witness, check_file
from gouji.files import AtPage, File
from gouji.host import Host
from gouji.model.rule import Rule


def check_here(files: Sequence[File], host: Host, rules: Sequence[Rule], at_page: AtPage) -> Iterator[Made]:
    """Check files in their order; `at_page` hears of pages that take long."""
    for file in files:
        yield Made.of(check_file(file, host, rules, Witness(at_page)))
