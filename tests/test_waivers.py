"""Decisions and waivers are held against the findings of a run: of each version of a report its own, and what meets nothing is named."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from gouji import Entry, PackInvalid, Standing, Verb
from gouji.decisions.applied import Held, hold
from gouji.decisions.settings import settings_of
from gouji.decisions.waivers import as_toml, waivers_of
from gouji.rulebook.schemas import SCHEMAS
from gouji.settings import load_configuration
from ledgers import entry
from test_decisions import FAILED, FAULT, RULE, TODAY, checked


def held(*entries: Entry, waivers: str = "", folder: Path | None = None) -> Held:
    loaded = ()
    if folder is not None:
        (folder / "gouji.toml").write_text(waivers, encoding="utf-8")
        configuration = load_configuration(folder / "gouji.toml")
        loaded = waivers_of(configuration, settings_of(configuration), folder, {RULE.id: RULE})  # type: ignore[assignment]
    return Held.of(entries, loaded, {RULE.id: RULE}, TODAY)


@pytest.mark.parametrize(
    ("said", "waived"),
    [
        (f'fingerprint = "{"f" * 16}"\nevidence = "{"e" * 16}"', True),
        (f'fingerprint = "{"c" * 16}"\nevidence = "{"e" * 16}"', False), ('agency = "示例市 教育局"\nexpires = 2026-12-31', True),
        ('agency = "示例市公安局"\nexpires = 2026-12-31', False), ("year = 2024\nexpires = 2026-12-31", False),
    ],
)  # fmt: skip
def test_waivers_in_toml_hold_for_what_they_name(tmp_path: Path, said: str, waived: bool) -> None:
    text = f'[[waiver]]\nrule = "gid/review-total"\nreason = "统一口径"\nby = "王检查"\n{said}\n'
    made = hold(held(waivers=text, folder=tmp_path), [checked(FAILED)])

    assert [each.standing for each in made.by_fingerprint.values()] == ([Standing.WAIVED] if waived else [])


def test_a_waiver_that_meets_nothing_is_named_unless_its_report_is_not_here(tmp_path: Path) -> None:
    head = '[[waiver]]\nrule = "gid/review-total"\nreason = "x"\nby = "y"\nexpires = 2026-12-31\n'
    text = f'{head}agency = "示例市教育局"\nyear = 2025\n\n{head}agency = "示例市公安局"\n'
    gone = entry("7", fingerprint="9" * 16, agency="示例市教育局", year=2025)
    elsewhere = replace(gone, key="8", fingerprint="8" * 16, year=2024)
    assigned = replace(gone, key="9", fingerprint="7" * 16, verb=Verb.ASSIGN)
    made = hold(held(gone, elsewhere, assigned, waivers=text, folder=tmp_path), [checked()])

    assert [each.key for each in made.unused] == ["gouji.toml:1", "7"]


def test_a_waiver_of_a_finding_is_stale_when_other_figures_stand_there(tmp_path: Path) -> None:
    head = f'[[waiver]]\nrule = "gid/review-total"\nreason = "x"\nby = "y"\nfingerprint = "{"f" * 16}"'
    text = f'{head}\nevidence = "{"d" * 16}"\nprinted = "45"\n'
    [made] = hold(held(waivers=text, folder=tmp_path), [checked(FAILED)]).all

    assert (made.standing, made.then) == (Standing.STALE, "45")


@pytest.mark.parametrize(
    ("said", "near"),
    [
        ('rule = "gid/review-total"\nagency = "示例市教育厅"', "示例市教育局"), ('rule = "gdi/review-total"', "gid/review-total"),
        (f'rule = "gid/review-total"\nfingerprint = "{"f" * 15}e"\nevidence = "x"', "f" * 16),
        (f'rule = "gid/other"\nfingerprint = "{"f" * 16}"\nevidence = "x"', "gid/review-total"),
    ],
)  # fmt: skip
def test_a_waiver_that_misspells_a_name_is_told_with_the_nearest_right_one(
    tmp_path: Path, said: str, near: str
) -> None:
    (tmp_path / "gouji.toml").write_text(
        f'[[waiver]]\n{said}\nreason = "x"\nby = "y"\nexpires = 2026-12-31\n', encoding="utf-8"
    )
    configuration = load_configuration(tmp_path / "gouji.toml")
    rules = {RULE.id: RULE, "gid/other": replace(RULE, id="gid/other")}
    loaded = waivers_of(configuration, settings_of(configuration), tmp_path, rules)
    made = hold(Held.of((), loaded, rules, TODAY), [checked(FAILED)])

    assert [each.key for each in made.unused] == ["gouji.toml:1"]
    assert made.meant == {"gouji.toml:1": near}


def test_a_waiver_is_printed_as_it_stands_in_git(tmp_path: Path) -> None:
    told = replace(entry("7", Verb.WAIVE), printed='4"5', expires="2026-12-31", agency="示例市教育局", year=2025)
    made = hold(held(waivers=as_toml([told]), folder=tmp_path), [checked(FAILED)])

    assert [(each.standing, each.expires) for each in made.all] == [(Standing.WAIVED, "2026-12-31")]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[[waiver]]\nrule = "gid/review-totla"\nreason = "x"\nby = "y"', "did you mean"),
        ('[[waiver]]\nrule = "gid/review-total"\nreason = " "\nby = "y"', "must not be empty"),
        ('[[waiver]]\nrule = "gid/review-total"\nreason = "x"\nby = "y"', "expires is missing"),
        ('[[waiver]]\nrule = "gid/review-total"\nreason = "x"\nby = "y"\napprover = "y"', "must be somebody else"),
        ('[[waiver]]\nrule = "gid/review-total"\nreason = "x"\nby = "y"\nexpires = "soon"', "must be a day"),
        ('[[waiver]]\nrule = "gid/review-total"\nby = "y"', "reason is missing"),
        ('[[waiver]]\nrule = "gid/review-total"\nreason = "x"\nby = "y"\nfingerprint = "f"', "evidence is missing"),
        ('[waiver]\nrule = "gid/review-total"', "two pairs of brackets"),
        ('[decisions]\nledgre = "x"', 'did you mean "ledger"'),
    ],
)
def test_a_slip_in_the_configuration_is_told_with_its_line(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(PackInvalid, match=f"gouji.toml:.*{problem}"):
        held(waivers=text, folder=tmp_path)


def test_the_schema_of_configurations_knows_decisions_and_waivers() -> None:
    schema = SCHEMAS["config"]([])
    said = '[decisions]\nledger = "a.sqlite"\nfour_eyes = ["major"]\n[[waiver]]\nrule = "r"\nreason = "x"\nby = "y"\nexpires = 2026-12-31'

    jsonschema.validate(tomllib.loads(said), schema)
    with pytest.raises(jsonschema.ValidationError, match="ledgre"):
        jsonschema.validate(tomllib.loads('[decisions]\nledgre = "a"'), schema)


def test_of_two_versions_of_a_report_each_stands_by_what_was_decided_on_its_own() -> None:
    other = replace(FAILED, findings=(replace(FAULT, evidence_fingerprint="d" * 16),))
    waived, confirmed = entry("7", Verb.WAIVE), entry("8", evidence="d" * 16)
    for entries, stood in (
        ([waived], (Standing.WAIVED, Standing.STALE)),
        ([waived, confirmed], (Standing.WAIVED, Standing.CONFIRMED)),
        ([waived, confirmed, entry("9", Verb.WITHDRAW, refers="7")], (Standing.STALE, Standing.CONFIRMED)),
    ):
        for reports in ([checked(FAILED), checked(other)], [checked(other), checked(FAILED)]):
            made = hold(held(*entries), reports)
            each = [made.of("f" * 16, mark * 16) for mark in "ed"]

            assert tuple(one and one.standing for one in each) == stood


def test_a_later_word_on_other_values_counts_where_only_one_version_is_at_hand() -> None:
    made = hold(held(entry("7", Verb.WAIVE), entry("8", evidence="d" * 16)), [checked(FAILED)])

    assert [each.standing for each in made.all] == [Standing.STALE]


def test_what_was_known_before_reports_were_looked_at_again_is_told_apart() -> None:
    known = entry("1", at="2026-03-01T08:00:00.000000+00:00")
    looked = entry("2", Verb.RECTIFY, fingerprint="0" * 16, at="2026-03-02T08:00:00.000000+00:00", case="round1")
    since = entry("3", at="2026-03-03T08:00:00.000000+00:00")

    for entries, again in (([known], False), ([known, looked], True), ([looked, since], False)):
        assert [each.again for each in hold(held(*entries), [checked(FAILED)]).all] == [again]
