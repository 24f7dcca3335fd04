"""The kind `equation`: cells compared with cells, within a table and across tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gouji import PackInvalid, Result
from gouji.host import HostOptions, make_host
from gouji.testing import report_of, result_of

HEAD = 'id = "acme"\nversion = "1"\ntitle = "Acme"\nextends = "gid"\n'
RULE = """
[[rule]]
id = "lawsuits"
title = "No more lawsuits than requests"
rationale = "Each lawsuit is about a request."
basis = "-"
theme = "arithmetic"
severity = "major"
forms = ["gid-2021"]
kind = "equation"
equation = "review.litigation_direct.total + review.reconsideration.total <= requests.outcomes.total"
"""


def _pack(folder: Path, rule: str) -> Path:
    (folder / "rules").mkdir(parents=True, exist_ok=True)
    (folder / "pack.toml").write_text(HEAD, encoding="utf-8")
    (folder / "rules" / "rules.toml").write_text(rule, encoding="utf-8")
    return folder


def _result(folder: Path, rule: str = RULE, **stated: Any) -> Result:  # noqa: ANN401  as report_of takes it
    pack = _pack(folder, rule)
    return result_of("acme/lawsuits", report_of("gid-2021", packs=pack, **stated), packs=pack)


@pytest.mark.parametrize(
    ("cells", "outcome"),
    [
        ({"requests.granted.total": 3, "requests.denied_third_party.total": 1, "review.litigation_direct.total": 4}, "pass"),
        ({"requests.granted.total": 3, "review.litigation_direct.total": 4}, "fail"),
        ({"requests.granted.total": "三件左右", "review.litigation_direct.total": 4}, "review"),
        ({"requests.granted.total": "", "review.litigation_direct.total": 1}, "fail"),
    ],
)  # fmt: skip
def test_cells_of_two_tables_are_compared(tmp_path: Path, cells: dict[str, Any], outcome: str) -> None:
    assert _result(tmp_path, cells=cells).outcome.value == outcome


def test_a_breach_names_every_cell_with_its_value(tmp_path: Path) -> None:
    (finding,) = _result(tmp_path, cells={"requests.granted.total": 3, "review.litigation_direct.total": 4}).findings

    assert "Table 4" in finding.words.en
    assert "(Total) 4" in finding.words.en
    assert "应≤" in finding.words.zh
    assert (finding.actual, finding.expected) == ("4", "3")
    assert {(piece.table, piece.row) for piece in finding.evidence} >= {
        ("review", "litigation_direct"),
        ("requests", "granted"),
    }


def test_a_table_that_is_missing_leaves_nothing_to_compare(tmp_path: Path) -> None:
    assert _result(tmp_path, drop_tables=["review"]).outcome.value in ("not_applicable", "not_checked")
    assert _result(tmp_path, drop_rows=["review.litigation_direct"]).outcome.value == "not_applicable"


def test_a_condition_leaves_reports_out(tmp_path: Path) -> None:
    rule = RULE + 'when = "requests.new_received.total > 0"\n'

    assert _result(tmp_path, rule, cells={"review.litigation_direct.total": 4}).outcome.value == "not_applicable"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("requests.outcomes", "reqests.outcomes", 'no table "reqests"; did you mean "requests"?'),
        (
            "direct.total",
            "dirct.total",
            'no row or sum "litigation_dirct" in table review; did you mean "litigation_direct"?',
        ),
        ("outcomes.total", "outcomes.toal", 'no column or sum "toal" in table requests; did you mean "total"?'),
        ("requests.outcomes.total", "requests.total", '"requests.total" is no cell; write table.row.column'),
        ("requests.outcomes.total", "f().total", "is not allowed in an equation"),
    ],
)
def test_a_wrong_name_is_said_with_its_line(tmp_path: Path, old: str, new: str, problem: str) -> None:
    with pytest.raises(PackInvalid) as said:
        make_host(HostOptions(packs=(str(_pack(tmp_path / "acme", RULE.replace(old, new))),), own_only=True))

    assert str(said.value).startswith("acme/rules/rules.toml:11: acme/lawsuits: equation: ")
    assert problem in str(said.value)
