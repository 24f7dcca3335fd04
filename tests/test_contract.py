"""What Gouji promises to those who build on it: versions, one-line reprs, numbers that calculate, mistakes that are named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import gouji
from conftest import ROOT
from gouji import Branch, Brief, Everyone, Finding, History, Outcome, PackInvalid, PluginBroken, Report, rule
from gouji.contract import unfit
from gouji.host import HostOptions, make_host
from gouji.testing import document_of, report_of, result_of, run_of
from pack_files import write_pack


@pytest.mark.parametrize("stated", ["1", "1.0"])
def test_what_is_made_for_this_interface_fits(stated: str) -> None:
    assert unfit(stated) == ""


@pytest.mark.parametrize(
    ("stated", "problem"),
    [("2", "this is"), ("0.3", "this is"), ("1.9999", "a newer Gouji is needed"), ("one", "is no version"), (1, "is no version")],
)  # fmt: skip
def test_what_is_made_for_another_is_refused(stated: object, problem: str) -> None:
    assert problem in unfit(stated)


def test_a_plugin_for_another_interface_is_named(tmp_path: Path) -> None:
    (tmp_path / "future.py").write_text('GOUJI_API = "2"\n', encoding="utf-8")

    with pytest.raises(PluginBroken, match=r"plugin future: made for version 2 of Gouji's interface"):
        make_host(HostOptions(plugins_dir=(tmp_path,), own_only=True))


def test_a_pack_for_another_interface_is_named_with_its_line(tmp_path: Path) -> None:
    write_pack(tmp_path / "future", "future", "gid", 'api = "2"\n')

    with pytest.raises(PackInvalid, match=r"future/pack.toml:5: api: made for version 2"):
        make_host(HostOptions(packs=(str(tmp_path / "future"),), own_only=True))


def test_nouns_show_themselves_on_one_line() -> None:
    report = report_of("gid-2021")
    run = run_of([report], ["gid/review-total"])
    nouns = [
        report, report.form, report.form.tables[1], report.table("requests"), report.sections[0], report.document,
        document_of("gid-2021").blocks[-2], run, run.reports[0], run.reports[0].results[0], run.reports[0].tables["review"],
        run.rules["gid/review-total"], gouji.Source("a.txt", ".txt", b"x" * 10_000),
        report.table("requests").figure("granted", "total"), report.prose, run.batch, run.figures, run.score(run.reports[0]),
        report.form.tables[0].blocks[0], Brief.of(run.reports[0]), History(Brief.of(run.reports[0])),
        Everyone(lambda number: Brief.of(run.reports[number]), (1, 2)),
        Branch(Brief.of(run.reports[0])),
    ]  # fmt: skip
    for noun in nouns:
        assert repr(noun).startswith(f"{type(noun).__name__}(")
        assert len(repr(noun)) < 120, repr(noun)
        assert "\n" not in repr(noun)


def test_frames_hold_numbers() -> None:
    figures = {"fees.amount": "312.58", "licences.decisions": 12, "penalties.decisions": ""}
    frame = report_of("gid-2021", active_disclosure=figures).frame("active_disclosure")

    assert {str(kind) for kind in frame.dtypes} == {"Float64"}
    assert frame["decisions"].sum() == 12
    assert frame["decisions"].isna()["penalties"]
    assert frame.loc["fees", "amount"] == 312.58
    assert report_of("gid-2021", active_disclosure=figures).table("active_disclosure").figures[
        "fees", "amount"
    ].value == Decimal("312.58")  # fmt: skip


@pytest.mark.parametrize(
    ("made", "problem"),
    [
        (lambda: Finding("wrong", at="three"), "takes figures, sections, tables, lines or a report"),  # type: ignore[arg-type]
        (lambda: Finding("wrong", at=3), "lines or a report, not int"),  # type: ignore[arg-type]
        (lambda: Finding(3), "the message of a finding is str or Text, not int"),  # type: ignore[arg-type]
    ],
)  # fmt: skip
def test_a_mistake_in_a_finding_is_named_at_once(made: Callable[[], Finding], problem: str) -> None:
    check = rule("acme/wrong", title="-", basis="-", severity="minor", theme="structure")(lambda _: [made()])
    result = result_of(check, report_of("gid-2021"))

    assert result.outcome is Outcome.ERROR
    assert result.note is not None
    assert problem in result.note.en
    assert "(test_contract.py:" in result.note.en


def test_the_plugin_is_written_for_the_interface_that_it_is_tested_with() -> None:
    for path in sorted((ROOT / "core" / "gouji" / "skeletons").rglob("*.jinja")):
        text = path.read_text(encoding="utf-8")
        if "GOUJI_API" in text:
            assert f'GOUJI_API = "{gouji.API_VERSION.partition(".")[0]}"' in text


@rule("acme/words", title="-", basis="-", severity="minor", theme="structure")
def words(report: Report) -> Iterator[Any]:
    """Yield what is no finding."""
    yield "no finding"


def test_what_is_no_finding_is_told_by_its_line() -> None:
    note = result_of(words, report_of("gid-2021")).note

    assert note is not None
    line = (words.check.__code__.co_firstlineno) + 3
    assert note.en.endswith(f"a check yields Finding or Satisfied, not str (test_contract.py:{line})')")
