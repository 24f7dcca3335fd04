"""A checked report as data, schema `gouji.checked/1`, and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from gouji.model.checked import CheckedAgency, CheckedReport, Status
from gouji.model.checked_table import CheckedTable
from gouji.model.columns import Data, Pool, places_data, places_of, text_data, text_of
from gouji.model.document import Location
from gouji.model.prose import TextLine
from gouji.model.report import Doubt, Section
from gouji.model.text import Text
from gouji.record.results import Cited, results_data, results_of

SCHEMA = "gouji.checked/1"


def data_of(checked: CheckedReport) -> Data:
    """Return a checked report as plain data; what a refused file has none of is left out."""
    head: Data = {
        "schema": SCHEMA,
        "source": checked.source,
        "sha256": checked.sha256,
        "status": checked.status,
        "slug": checked.slug,
        "reason": text_data(checked.reason),
    }
    if checked.status is not Status.CHECKED:
        return head | ({"traceback": checked.traceback} if checked.traceback else {})
    return head | _read_data(checked)


def report_of(data: Data) -> CheckedReport:
    """Return what `data_of` was given; ValueError where that is of another schema."""
    if data.get("schema") != SCHEMA:
        raise ValueError(f"no {SCHEMA}: {data.get('schema')}")
    head = (data["source"], data["sha256"], Status(data["status"]), data["slug"], text_of(data["reason"]))
    if "results" not in data:
        return CheckedReport(*head, traceback=data.get("traceback", ""))
    return CheckedReport(*head, **_read_of(data))


def _read_data(checked: CheckedReport) -> Data:
    pool = Pool()
    return {
        "pack": checked.pack,
        "form": checked.form,
        "agency": checked.agency._asdict(),
        "year": checked.year,
        "title": checked.title,
        "title_at": places_data([checked.title_at]),
        "published": checked.published and checked.published.isoformat(),
        "reader": checked.reader,
        "pages": checked.pages,
        "turned": {str(page): quarters for page, quarters in checked.turned.items()},
        "preamble": _lines_data(checked.preamble, pool),
        "sections": [_section_data(section, pool) for section in checked.sections],
        "tables": [{"id": table.id, **table.data} for table in checked.tables.values()],
        "doubts": _doubts_data(checked.doubts),
        "results": results_data(checked.results, Cited(checked.tables.values()), pool),
        "texts": pool.texts,
        "marks": dict(checked.marks),
        "taken": dict(checked.taken),
        "address": checked.address,
    }


def _read_of(data: Data) -> dict[str, Any]:
    texts = data["texts"]
    preamble, sections = prose_of(data)
    tables = {table["id"]: CheckedTable(table.pop("id"), table) for table in data["tables"]}
    return {
        "pack": data["pack"],
        "form": data["form"],
        "agency": CheckedAgency.read(data["agency"]),
        "year": data["year"],
        "title": data["title"],
        "title_at": places_of(data["title_at"], 1)[0],
        "published": data["published"] and date.fromisoformat(data["published"]),
        "reader": data["reader"],
        "pages": data["pages"],
        "turned": {int(page): quarters for page, quarters in data["turned"].items()},
        "preamble": preamble,
        "sections": sections,
        "tables": tables,
        "doubts": tuple(_doubts_of(data["doubts"])),
        "results": results_of(data["results"], Cited(tables.values()), texts),
        "marks": data["marks"],
        "taken": data.get("taken", {}),
        "address": data.get("address", ""),
    }


def prose_of(data: Data) -> tuple[tuple[TextLine, ...], tuple[Section, ...]]:
    """Return preamble and sections; none of a file that was not checked."""
    if "texts" not in data:
        return (), ()
    texts = data["texts"]
    return _lines_of(data["preamble"], texts), tuple(_section_of(section, texts) for section in data["sections"])


def _lines_data(lines: Sequence[TextLine], pool: Pool) -> Data:
    return {"texts": [pool.number(line.text) for line in lines], "at": places_data([line.at for line in lines])}


def _lines_of(data: Data, texts: Sequence[str]) -> tuple[TextLine, ...]:
    numbers = data["texts"]
    return tuple(map(TextLine, [texts[number] for number in numbers], places_of(data["at"], len(numbers))))


def _section_data(section: Section, pool: Pool) -> Data:
    return {
        "id": section.id,
        "numeral": section.numeral,
        "heading": section.heading,
        "as_printed": section.as_printed,
        "at": places_data([section.at]),
        "lines": _lines_data(section.lines, pool),
    }


def _section_of(data: Data, texts: Sequence[str]) -> Section:
    at: Location = places_of(data["at"], 1)[0]
    return Section(
        data["id"], data["numeral"], data["heading"], _lines_of(data["lines"], texts), at, data["as_printed"]
    )


def _doubts_data(doubts: Sequence[Doubt]) -> Data:
    return {
        "message": [text_data(doubt.message) for doubt in doubts],
        "cell": [[doubt.table, doubt.row, doubt.column] for doubt in doubts],
        "at": places_data([doubt.at for doubt in doubts]),
    }


def _doubts_of(data: Data) -> Iterable[Doubt]:
    places = places_of(data["at"], len(data["message"]))
    for message, (table, row, column), at in zip(data["message"], data["cell"], places, strict=True):
        yield Doubt(Text(*message), table, row, column, at)
