"""Work done in this process, file by file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gouji.checking import Made, Witness, check_file
from gouji.files import File, Known, unknown
from gouji.host import Host
from gouji.model.document import Document
from gouji.model.rule import Rule


def check_here(
    files: Sequence[File], host: Host, rules: Sequence[Rule], witness: Witness, known: Known = unknown
) -> Iterator[Made]:
    """Check files in their order; the witness hears of pages that take long, and of what begins."""
    for file in files:
        read: list[Document] = []
        whole = replace(file, known=known(file))
        yield Made.of(check_file(whole, host, rules, replace(witness, reads=read.append)), read)
