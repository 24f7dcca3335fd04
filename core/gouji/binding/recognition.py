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
from gouji.model.report import Doubt, Report
from gouji.model.text import Text
from gouji.rulebook.pack import Pack

_TITLE = 5
"""What a title in the words of a pack proves, as many times as one heading or label."""
_MOST_LABELS = 20
"""Headings and labels that are counted at most: a long form proves no more than a short one."""
_OPENING_LINES = 6
"""Lines of prose that tell what a document is."""
_CLOSE = 0.8
"""Share of the best proof from which another pack's comes close to it."""


def recognise(document: Document, packs: Sequence[Pack]) -> Report:
    """Bind a document to the pack for whose reports the most proof stands in it.

    Each pack is weighed and bound by itself, so that no result depends on what else is installed. Where another pack's
    proof comes close, the report says so as a doubt. Raises NotAReport where no pack finds its reports' marks in it, and
    UnreadableReport where only a title could be read.
    """
    if len(packs) == 1:
        return _bound(document, packs[0])
    proofs = {pack.id: _proof(document, pack) for pack in packs}
    ranked = sorted(
        packs, key=lambda pack: (-proofs[pack.id].weight, -proofs[pack.id].headings, len(pack.bases), pack.id)
    )
    refused: NotAReport | None = None
    for place, pack in enumerate(ranked):
        try:
            report = _bound(document, pack)
        except NotAReport as reason:
            refused = refused or reason
            continue
        return replace(report, doubts=(*report.doubts, *_rivals(ranked[place + 1 :], pack, proofs)))
    raise refused or NotAReport("没有规则包 / no pack is installed")


def _bound(document: Document, pack: Pack) -> Report:
    report = replace(bind(document, pack.forms, pack.titles, pack.locale, pack.words), pack=pack.id)
    _refuse_neighbours(report, pack)
    return report


def _refuse_neighbours(report: Report, pack: Pack) -> None:
    """Raise NotAReport, saying what it is, for a document that only looks like a report of the pack."""
    if not pack.neighbours:
        return
    prose = "\n".join(line.text for line in report.lines[:_OPENING_LINES])
    tables = any(table.figures for table in report.tables.values())
    own = (n for n in pack.neighbours if not n.forms or report.form.id in n.forms)
    title = report.title or report.document.title or next((line.text for line in report.lines), "")
    found = next((n for n in own if n.fits(title, report.agency, prose, tables=tables)), None)
    if found:
        name = found.name
        raise NotAReport(f"不是此类年度报告：{name.zh} / not such a report: {name.en}")


class _Proof(NamedTuple):
    """How much speaks for a pack, and how many of its prescribed headings are printed: these tell packs with like tables apart."""

    weight: int
    headings: int


def _proof(document: Document, pack: Pack) -> _Proof:
    """Count what speaks for a pack: its title, its headings, the labels of its tables, the ids of its figures."""
    locale = pack.locale
    titled = find_title(document, document.blocks, locale, pack.titles) is not None
    lines = [block.text for block in document.blocks if not isinstance(block, Grid)]
    printed = {locale.fold_heading(locale.heading(line).title) for line in lines}
    headings = {words for form in pack.forms for words in right_wordings(form, locale)}
    cells = [c.text for block in document.blocks if isinstance(block, Grid) for c in block.cells if c.text]
    folded = list(dict.fromkeys(map(locale.fold, cells)))
    labels = max((labels_known(labels_of(form, locale), folded) for form in pack.forms), default=0)
    given = max((places_known(document.figures, form) for form in pack.forms), default=0)
    known = len(headings & printed)
    return _Proof(_TITLE * titled + min(known + labels + given, _MOST_LABELS), known)


def _rivals(others: Sequence[Pack], taken: Pack, proofs: Mapping[str, _Proof]) -> Iterator[Doubt]:
    """Name the packs whose proof comes close to that of the one taken; one that extends it, or that it extends, is none."""
    best = proofs[taken.id]
    for other in others:
        related = taken.id in other.bases or other.id in taken.bases
        proof = proofs[other.id]
        is_close = proof.weight >= _CLOSE * best.weight > 0 and proof.headings >= _CLOSE * best.headings
        if is_close and not related:
            yield Doubt(Text(f"也可能是“{other.title.zh}”", f"it may also be one of: {other.title.en}"))
