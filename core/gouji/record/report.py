"""A checked report as data, schema `gouji.checked/1`, and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from gouji.model.checked import CheckedAgency, CheckedReport, Status
from gouji.model.document import Location
from gouji.model.report import Doubt, Figure, Section
from gouji.model.text import Text
from gouji.record.columns import Data, Pool, places_data, places_of, text_data, text_of
from gouji.record.results import results_data, results_of
from gouji.record.tables import lines_data, lines_of, table_data, table_of

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
    return head if checked.status is not Status.CHECKED else head | _read_data(checked)


def report_of(data: Data) -> CheckedReport:
    """Return what `data_of` was given; ValueError where that is of another schema."""
    if data.get("schema") != SCHEMA:
        raise ValueError(f"no {SCHEMA}: {data.get('schema')}")
    head = (data["source"], data["sha256"], Status(data["status"]), data["slug"], text_of(data["reason"]))
    return CheckedReport(*head, **_read_of(data)) if "results" in data else CheckedReport(*head)


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
        "preamble": lines_data(checked.preamble, pool),
        "sections": [_section_data(section, pool) for section in checked.sections],
        "tables": [table_data(table) for table in checked.tables.values()],
        "doubts": _doubts_data(checked.doubts),
        "results": results_data(checked.results, checked.figures, pool),
        "texts": pool.texts,
    }


def _read_of(data: Data) -> dict[str, Any]:
    texts, agency = data["texts"], data["agency"]
    tables = {table.id: table for table in map(table_of, data["tables"])}
    figures: list[Figure] = [figure for table in tables.values() for figure in table.figures.values()]
    return {
        "pack": data["pack"],
        "form": data["form"],
        "agency": CheckedAgency(agency["name"], agency["kind"], tuple(agency["levels"]), agency["place"]),
        "year": data["year"],
        "title": data["title"],
        "title_at": places_of(data["title_at"], 1)[0],
        "published": data["published"] and date.fromisoformat(data["published"]),
        "reader": data["reader"],
        "pages": data["pages"],
        "turned": {int(page): quarters for page, quarters in data["turned"].items()},
        "preamble": lines_of(data["preamble"], texts),
        "sections": tuple(_section_of(section, texts) for section in data["sections"]),
        "tables": tables,
        "doubts": tuple(_doubts_of(data["doubts"])),
        "results": results_of(data["results"], figures, texts),
    }


def _section_data(section: Section, pool: Pool) -> Data:
    return {
        "id": section.id,
        "numeral": section.numeral,
        "heading": section.heading,
        "as_printed": section.as_printed,
        "at": places_data([section.at]),
        "lines": lines_data(section.lines, pool),
    }


def _section_of(data: Data, texts: Sequence[str]) -> Section:
    at: Location = places_of(data["at"], 1)[0]
    return Section(data["id"], data["numeral"], data["heading"], lines_of(data["lines"], texts), at, data["as_printed"])


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
