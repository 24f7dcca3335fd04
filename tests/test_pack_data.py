"""What the packs say of figures on pages names only tables and rows of their forms."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from conftest import ROOT
from gouji.host import Host

PACK = tomllib.loads((ROOT / "rules" / "gouji_rules" / "gid" / "pack.toml").read_text("utf-8"))
IN_FORCE = ("gid-2019", "gid-2021")


def _parts() -> Iterator[tuple[str, dict[str, Any]]]:
    yield from ((chart["table"], chart) for chart in PACK["charts"]["years"])


@pytest.mark.parametrize(
    ("table", "part"), list(_parts()), ids=lambda value: value if isinstance(value, str) else value["id"]
)
@pytest.mark.parametrize("form_id", IN_FORCE)
def test_a_figure_over_the_years_has_its_words_and_rows(
    host: Host, form_id: str, table: str, part: dict[str, Any]
) -> None:
    form = next(form for pack in host.packs for form in pack.forms if form.id == form_id)
    found = next(each for each in form.tables if each.id == table)

    assert part["label"]["zh"]
    assert part["label"]["en"]
    assert set(part["rows"]) <= set(found.rows)
    assert any(column.total for column in found.columns.values())


@pytest.mark.parametrize("form_id", IN_FORCE)
def test_the_volume_is_a_cell(host: Host, form_id: str) -> None:
    form = next(form for pack in host.packs for form in pack.forms if form.id == form_id)
    volume = PACK["charts"]["volume"]

    assert (volume["row"], volume["column"]) in next(each for each in form.tables if each.id == volume["table"]).cells
