"""The evidence of a finding, shown once: the sentence with the number marked, the rows of the table with their cells marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from markupsafe import Markup, escape

from gouji import Evidence, EvidenceKind, Finding, Form, Table, legible
from gouji_plugins.writers.scorecard.drawn import LONGEST_CELL, Key, excerpt, name_of_table
from gouji_plugins.writers.scorecard.items import within
from gouji_plugins.writers.scorecard.legible import LONGEST_SAID, clip, stretches
from gouji_plugins.writers.scorecard.page_image import Camera, PageImage
from gouji_plugins.writers.scorecard.words import Words
from gouji_plugins.writers.shared.places import place

MOST_QUOTES = 5
MOST_STRETCHES = 41
"""A text is cut after so many marked and unmarked stretches."""
MOST_CELLS = 12
"""Cells listed one by one where no table of the form is at hand to draw them in."""


def proof_of(
    finding: Finding, source: str, form: Form | None, tables: Mapping[str, Table], camera: Camera, words: Words
) -> Markup:
    """Show what proves a finding in a report, what other reports say, then on demand the place in the original."""
    own = within(finding, source)
    there = [piece for piece in finding.evidence if piece.source not in ("", source)]
    parts = [
        *_quotes(own, form, words),
        *_tables(own, tables, words),
        *_elsewhere(there, form, words),
        *_doubts(own, words),
    ]
    return Markup("".join([*parts, *_photographs(camera.take([own]), words)]))


def _elsewhere(pieces: Sequence[Evidence], form: Form | None, words: Words) -> Iterator[str]:
    """Quote other reports, each piece with its report and place."""
    for piece in pieces[:MOST_CELLS]:
        where = words("of_report", source=piece.source, where=place(Finding("", piece), form, words, lines=False))
        raw = clip(piece.raw, words("truncated"), LONGEST_SAID) if piece.raw.strip() else words("blank")
        yield f"<p class=loose>{escape(legible(where))} <mark>{escape(legible(raw))}</mark>"


def _quotes(finding: Finding, form: Form | None, words: Words) -> Iterator[str]:
    message = words.of(finding.words)
    told = [piece for piece in finding.evidence if piece.kind is EvidenceKind.TEXT]
    quoted = [same for same in _by_text(told) if same[0].raw.strip() not in message]
    for same in quoted[:MOST_QUOTES]:
        where = place(Finding("", same[0]), form, words, lines=False) if len(quoted) > 1 else ""
        source = f"<figcaption>{escape(where)}</figcaption>" if where else ""
        yield f"<figure class=quote><blockquote{_lang(words)}>{_marked(same, words)}</blockquote>{source}</figure>"
    if len(quoted) > MOST_QUOTES:
        yield f"<p class=quiet>{escape(words('quotes_omitted', n=len(quoted) - MOST_QUOTES))}"


def _by_text(evidence: Sequence[Evidence]) -> Iterator[list[Evidence]]:
    """Put the places together that stand in one and the same text."""
    texts: dict[object, list[Evidence]] = {}
    for each in evidence:
        texts.setdefault((each.raw, each.page, each.line, each.section), []).append(each)
    yield from texts.values()


def _marked(same: Sequence[Evidence], words: Words) -> str:
    split = stretches(same[0].raw, [each.span for each in same if each.span])[:MOST_STRETCHES]
    said = [(escape(legible(clip(each.text, words("truncated"), LONGEST_SAID))), each.marked) for each in split]
    return "".join([f"<mark>{text}</mark>" if is_marked else text for text, is_marked in said])


def _tables(finding: Finding, tables: Mapping[str, Table], words: Words) -> Iterator[str]:
    cited: dict[str, list[Key]] = {}
    loose: list[str] = []
    for piece in finding.evidence:
        if piece.kind is not EvidenceKind.CELL:
            continue
        if piece.table and piece.table in tables:
            if piece.row:
                cited.setdefault(piece.table, []).append((piece.row, piece.column or ""))
        elif piece.raw.strip():
            loose.append(piece.raw)
    for name, cells in cited.items():
        if drawing := excerpt(tables[name], dict.fromkeys(cells), words):
            title = escape(name_of_table(tables[name], words))
            head = f'<figcaption><a href="#table-{escape(name)}">{title}</a></figcaption>'
            yield f'<figure class="excerpt scroll" tabindex=0>{head}{drawing}</figure>'
    if loose:
        said = [escape(legible(clip(raw, words("truncated"), LONGEST_CELL))) for raw in loose[:MOST_CELLS]]
        yield f"<p class=loose>{''.join([f'<mark>{each}</mark> ' for each in said])}"


def _doubts(finding: Finding, words: Words) -> Iterator[str]:
    for said in dict.fromkeys(words.of(piece.doubt) for piece in finding.doubtful):
        yield f"<p class=doubt><b>{words('doubtful')}</b> {escape(said)}"


def _photographs(images: Iterable[PageImage], words: Words) -> Iterator[str]:
    for image in images:
        said = escape(words("page_image", page=image.page))
        size = f"width={image.width} height={image.height}"
        picture = f'<img src="{image.uri}" {size} alt="{escape(image.alt)}">'
        yield f"<details class=photo><summary>{said}</summary>{picture}</details>"


def _lang(words: Words) -> str:
    return "" if words.chinese else " lang=zh-CN"
