"""Packs: pack.toml is checked when it loads, overlays say what differs, several packs keep apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from gouji.errors import GoujiError, PackInvalid
from gouji.host import HostOptions, make_host
from gouji.model.rule import Severity
from pack_files import FORM, PACK, RULE, WATER_RULE, pack_with, pack_with_form, write_pack


@pytest.mark.parametrize(
    ("head", "problem"),
    [
        (PACK.replace("version", "verison"), '3: verison: no key "verison"; did you mean "version"?'),
        (PACK.replace('version = "1.0"', ""), "1: version is missing"),
        (PACK.replace('"1.0"', "1.0"), "3: version: must be text in quotes"),
        (PACK.replace('"acme"', '""'), "2: id: must not be empty"),
        (PACK + "[theme.a]\n", '5: theme: no key "theme"; did you mean "themes"?'),
        (PACK + "[themes]\na = 3\n", "6: themes.a: must be a table"),
        (PACK + "[themes.a]\nweight = 3\n", '5: themes.a: no theme "a" (a new theme needs a title)'),
        (PACK + '[themes.sums]\ntitle = "Sums"\n', '7: acme/balance: theme: no theme "arithmetic"; there are sums'),
        (PACK + 'locale = "xx"\n', "5: locale: no plugin brings the locale xx"),
        (
            PACK + 'extends = "gdi"\n',
            '5: extends: is no folder with a pack.toml, and no pack "gdi"; did you mean "gid"?',
        ),
        (
            PACK + 'extends = "gid"\n[rules."gid/zero-fil"]\nenabled = false\n',
            '6: rules."gid/zero-fil": no rule "gid/zero',
        ),
        (
            PACK + 'extends = "gid"\n[rules."gid/zero-fill"]\nstate = 3\n',
            '7: rules."gid/zero-fill".state: no choice "3"',
        ),
        (
            PACK + 'extends = "gid"\n[rules."gid/zero-fill"]\nenabeld = false\n',
            '7: rules."gid/zero-fill".enabeld: no key',
        ),
        (PACK + 'extends = "gid"\n[themes.structur]\nweight = 9\n', '6: themes.structur: no theme "structur"; did you'),
        (
            PACK + 'extends = "gid"\n[themes.structur]\ntitle = "x"\n',
            '6: themes.structur: no theme "structur"; did you',
        ),
    ],
)
def test_a_mistake_in_pack_toml_is_named_with_file_line_and_key(tmp_path: Path, head: str, problem: str) -> None:
    with pytest.raises(GoujiError) as error:
        make_host(pack_with(tmp_path, RULE, head))

    assert problem in str(error.value)
    assert str(error.value).startswith(tmp_path.name)


def test_an_overlay_changes_severity_and_parameters_and_switches_rules_off(tmp_path: Path) -> None:
    head = (
        PACK
        + """
extends = "gid"
[rules."gid/zero-fill"]
enabled = false
[rules."gid/section-headings"]
severity = "advice"
[rules."gid/dash-cells"]
tables = ["review"]
"""
    )
    host = make_host(pack_with(tmp_path, RULE, head))

    rules = {rule.id: rule for rule in host.rules}
    assert "gid/zero-fill" not in rules
    assert rules["gid/section-headings"].severity is Severity.ADVICE
    assert rules["gid/dash-cells"].parameters["tables"] == ["review"]
    assert "acme/balance" in rules


def test_an_overlay_extends_a_folder_beside_it_or_from_the_working_folder_or_a_pack_of_the_same_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack_with_form(tmp_path / "water", FORM, WATER_RULE.replace("acme", "water"), PACK.replace("acme", "water"))
    write_pack(tmp_path / "packs" / "beside", "beside", "../../water", '[rules."water/balance"]\nseverity = "minor"\n')
    write_pack(tmp_path / "packs" / "county", "county", "../beside")
    write_pack(tmp_path / "packs" / "named", "named", "water")
    beside, county, by_id = (str(tmp_path / "packs" / name) for name in ("beside", "county", "named"))

    [rule] = make_host(HostOptions(packs=(county,), own_only=True)).rules
    assert (rule.id, rule.severity) == ("water/balance", Severity.MINOR)
    with pytest.raises(
        PackInvalid, match=r'named/pack\.toml:4: extends: is no folder with a pack\.toml, and no pack "water"'
    ):
        make_host(HostOptions(packs=(by_id,), own_only=True))
    given = make_host(HostOptions(packs=(by_id, str(tmp_path / "water")), own_only=True))
    assert [pack.id for pack in given.packs] == ["named"]
    monkeypatch.chdir(tmp_path)
    assert len(make_host(HostOptions(packs=(by_id,), own_only=True)).rules) == 1
    stacked = make_host(HostOptions(packs=(by_id, beside), own_only=True))
    assert [(pack.id, [r.severity for r in pack.rules]) for pack in stacked.packs] == [("beside", [Severity.MINOR])]


@pytest.mark.parametrize("ring", [["a"], ["a", "b"], ["a", "b", "c"]])
def test_packs_that_extend_one_another_in_a_circle_are_refused(tmp_path: Path, ring: list[str]) -> None:
    for pack, below in zip(ring, [*ring[1:], ring[0]], strict=True):
        write_pack(tmp_path / pack, pack, f"../{below}")

    with pytest.raises(PackInvalid, match="extend one another in a circle: a → "):
        make_host(HostOptions(packs=(str(tmp_path / "a"),), own_only=True))


def test_packs_of_one_run_keep_their_rules_and_weights_apart(tmp_path: Path) -> None:
    head = PACK + '[themes.arithmetic]\ntitle = "Sums"\nweight = 9\n'
    pack_with_form(tmp_path, FORM, WATER_RULE, 'locale = "en"\n' + head)
    host = make_host(HostOptions(packs=("gid", str(tmp_path)), own_only=True))
    gid, water = host.packs

    assert {rule.id for rule in host.rules_for("acme", host.rules)} == {"acme/balance"}
    assert {rule.id.partition("/")[0] for rule in host.rules_for("gid", host.rules)} == {"gid"}
    assert (host.themes_of("acme")["arithmetic"].weight, host.themes_of("gid")["arithmetic"].weight) == (9, 3)
    assert (gid.locale.language, water.locale.language) == ("zh", "en")


def test_two_packs_with_one_id_are_refused(tmp_path: Path) -> None:
    write_pack(tmp_path / "one", "acme")
    write_pack(tmp_path / "two", "acme")

    with pytest.raises(PackInvalid, match=r"two/pack\.toml:1: id: another pack has this id too: one/pack\.toml"):
        make_host(HostOptions(packs=(str(tmp_path / "one"), str(tmp_path / "two")), own_only=True))


def test_a_rule_that_is_off_by_itself_is_switched_on_by_an_overlay(tmp_path: Path) -> None:
    pack_with_form(tmp_path / "water", FORM, WATER_RULE + "enabled = false\n", PACK.replace("acme", "water"))
    write_pack(tmp_path / "on", "on", "../water", '[rules."water/balance"]\nenabled = true\n')

    assert make_host(HostOptions(packs=(str(tmp_path / "water"),), own_only=True)).rules == ()
    assert [rule.id for rule in make_host(HostOptions(packs=(str(tmp_path / "on"),), own_only=True)).rules] == [
        "water/balance"
    ]
