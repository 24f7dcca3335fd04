"""Which of the installed packs a document belongs to: decided by proof, pack by pack, and by nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from gouji.binding import bind, labels_known
from gouji.binding.given import places_known
from gouji.binding.headings import right_wordings
from gouji.binding.identity import find_title
from gouji.binding.labels import labels_of
from gouji.errors import NotAReport
from gouji.model.document import Document, Grid
from gouji.model.prose import TextLine
from gouji.model.report import Doubt, Report
from gouji.model.text import Text
from gouji.rulebook.pack import Pack

_TITLE = 3
"""What a title in the words of a pack proves, as many times as one heading or label: so many headings prove it as well."""
_OPENING_LINES = 6
"""Lines of prose that tell what a document is."""
_CLOSE = 0.8
"""Share of a pack's proof, or of one kind of it, from which another pack's comes close."""


def recognise(document: Document, packs: Sequence[Pack]) -> Report:
    """Bind a document to the pack for whose reports the most proof stands in it.

    Each pack is weighed and bound by itself, so that no result depends on what else is installed. Where another pack's
    proof comes close, the report says so as a doubt; of equals the first is taken. What a pack refuses by name goes to
    another only where that one's proof is as good. Raises NotAReport where no pack finds its reports' marks in it, and
    UnreadableReport where only a title could be read.
    """
    if len(packs) == 1:
        return _unlike_neighbours(_bound(document, packs[0]), packs[0])
    proofs = {pack.id: _proof(document, pack) for pack in packs}
    ranked = sorted(packs, key=lambda pack: proofs[pack.id].rank, reverse=True)
    refused: NotAReport | None = None
    outdone = _Proof(0, 0, 0)
    for place, pack in enumerate(ranked):
        if outdone.tells_from(proofs[pack.id]):
            continue
        try:
            report = _bound(document, pack)
        except NotAReport as reason:
            refused = refused or reason
            continue
        try:
            report = _unlike_neighbours(report, pack)
        except NotAReport as reason:
            refused, outdone = refused or reason, proofs[pack.id]
            continue
        return replace(report, doubts=(*report.doubts, *_rivals(ranked[place + 1 :], pack, proofs)))
    raise refused or NotAReport("没有规则包 / no pack is installed")


def _bound(document: Document, pack: Pack) -> Report:
    return replace(bind(document, pack.forms, pack.titles, pack.locale, pack.words), pack=pack.id)


def _unlike_neighbours(report: Report, pack: Pack) -> Report:
    """Raise NotAReport, saying what it is, for a document that only looks like a report of the pack."""
    if not pack.neighbours:
        return report
    prose = "\n".join(line.text for line in report.lines[:_OPENING_LINES])
    tables = any(table.figures for table in report.tables.values())
    own = (n for n in pack.neighbours if not n.forms or report.form.id in n.forms)
    title = report.title or report.document.title or next((line.text for line in report.lines), "")
    found = next((n for n in own if n.fits(title, report.agency, prose, tables=tables)), None)
    if found:
        name = found.name
        raise NotAReport(f"不是此类年度报告：{name.zh} / not such a report: {name.en}")
    return report


class _Proof(NamedTuple):
    """What speaks for a pack in a document, by the form for which most does."""

    title: int
    """Letters of the longest of its phrases in the title."""
    headings: int
    """Its headings that are printed."""
    cells: int
    """Labels of its tables that are printed, and figures that are given by its ids."""

    @property
    def weight(self) -> int:
        """All of it together, in headings."""
        return _TITLE * (self.title > 0) + self.headings + self.cells

    @property
    def rank(self) -> tuple[int, int, int]:
        """What decides between packs: among equal weights the one with more headings, then with the more telling title."""
        return self.weight, self.headings, self.title

    def is_close_to(self, taken: _Proof) -> bool:
        """Tell whether it comes close to the proof of the pack taken."""
        return self.weight >= _CLOSE * taken.weight > 0 and not taken.tells_from(self)

    def tells_from(self, other: _Proof) -> bool:
        """Tell whether a kind of proof speaks clearly more for this pack than for another, and none for the other one."""
        return self._is_clearer_than(other) and not other._is_clearer_than(self)

    def _is_clearer_than(self, other: _Proof) -> bool:
        return self.title > other.title or _CLOSE * self.headings > other.headings or _CLOSE * self.cells > other.cells


def _proof(document: Document, pack: Pack) -> _Proof:
    """Count what speaks for a pack: its title, its headings, the labels of its tables, the ids of its figures."""
    locale = pack.locale
    lines = [block.text for block in document.blocks if not isinstance(block, Grid)]
    printed = {locale.fold_heading(locale.heading(line).title) for line in lines}
    cells = [c.text for block in document.blocks if isinstance(block, Grid) for c in block.cells if c.text]
    folded = list(dict.fromkeys(map(locale.fold, cells)))
    known = [
        (
            len(right_wordings(form, locale).keys() & printed),
            labels_known(labels_of(form, locale), folded) + places_known(document.figures, form),
        )
        for form in pack.forms
    ]
    return _Proof(_title(document, pack), *max(known, key=sum, default=(0, 0)))


def _title(document: Document, pack: Pack) -> int:
    """Return the length of the longest of a pack's title phrases in the document's title, 0 where it has no such title."""
    prose = [block for block in document.blocks if not isinstance(block, Grid)]
    found = find_title(document, prose, pack.locale, pack.titles)
    if found is None:
        return 0
    line = TextLine(found.text, found.at)
    return max((len(phrase) for phrase in pack.titles if any(pack.locale.titles([line], [phrase]))), default=1)


def _rivals(others: Sequence[Pack], taken: Pack, proofs: Mapping[str, _Proof]) -> Iterator[Doubt]:
    """Name the packs whose proof comes close to that of the one taken; one that extends it, or that it extends, is none."""
    best = proofs[taken.id]
    for other in others:
        related = taken.id in other.bases or other.id in taken.bases
        if proofs[other.id].is_close_to(best) and not related:
            yield Doubt(Text(f"也可能是“{other.title.zh}”", f"it may also be one of: {other.title.en}"))
