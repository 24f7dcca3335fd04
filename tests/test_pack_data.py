"""What the packs say of pictures names only tables and rows of their forms."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from conftest import ROOT
from gouji.host import Host
from gouji.model.form import TableForm

PACK = tomllib.loads((ROOT / "rules" / "gouji_rules" / "gid" / "pack.toml").read_text("utf-8"))
IN_FORCE = ("gid-2019", "gid-2021")


def _parts() -> Iterator[tuple[str, dict[str, Any]]]:
    flow = PACK["charts"]["flow"]
    yield from ((flow["table"], part) for part in (*flow["sources"], *flow["ends"]))
    yield from ((chart["table"], chart) for chart in PACK["charts"]["years"])


@pytest.mark.parametrize(
    ("table", "part"), list(_parts()), ids=lambda value: value if isinstance(value, str) else value["id"]
)
@pytest.mark.parametrize("form_id", IN_FORCE)
def test_a_part_of_a_picture_has_its_words_and_rows(host: Host, form_id: str, table: str, part: dict[str, Any]) -> None:
    form = next(form for pack in host.packs for form in pack.forms if form.id == form_id)
    found = next(each for each in form.tables if each.id == table)

    assert part["label"]["zh"]
    assert part["label"]["en"]
    assert all(_rows(found, row) for row in part["rows"])
    assert any(column.total for column in found.columns.values())


def _rows(table: TableForm, written: str) -> list[str]:
    start = written.removesuffix("*")
    return [row for row in table.rows if row == written or (written.endswith("*") and row.startswith(start))]


def test_the_ends_of_the_flow_are_all_outcomes_and_what_is_carried_out(host: Host) -> None:
    flow = PACK["charts"]["flow"]
    for form in (form for pack in host.packs for form in pack.forms if form.id in IN_FORCE):
        table = next(each for each in form.tables if each.id == flow["table"])
        drawn = {row for part in flow["ends"] for written in part["rows"] for row in _rows(table, written)}

        assert drawn == {*table.sums["outcomes"], "carried_out"}
