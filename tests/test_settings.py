"""Settings: they reach every rule, and what they cannot mean is one line with file, line, key and the nearest right name."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import gouji
from gouji.checking import Selection
from gouji.decisions.loading import load_held
from gouji.decisions.standing import needs_two
from gouji.errors import GoujiError
from gouji.host import Host, HostOptions, make_host
from gouji.model.rule import Severity
from gouji.settings import find_configuration
from pack_files import RULE, pack_with

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "reports_in" / "示例市教育局_2024.docx"
FEES = """\
from gouji import Finding, Text, hookimpl, rule

@rule("acme/fee-waiver", title="States who was exempted from fees", basis="-", severity="minor", theme="structure",
      remedy=Text("补写减免情况", "add the exemptions"), good="good", bad="bad", caution="caution", forms=["gid-2021"],
      severity_in={2021: "advice"}, may_fail=False, since="1.2", stability="preview", revision=3)
def fee_waiver(report):
    \"\"\"A reader cannot judge the fees without the exemptions.\"\"\"
    yield Finding("no word on exemptions", at=report.section("other_matters"))

@hookimpl
def rules():
    return [fee_waiver]
"""


def _host(folder: Path, config: str, *, plugin: str = "", packs: tuple[str, ...] = ()) -> Host:
    """Make a host with a configuration, and a folder of plugins where one is given."""
    (folder / "our.toml").write_text(config, encoding="utf-8")
    plugins: tuple[Path, ...] = ()
    if plugin:
        plugins = (folder / "plugins",)
        plugins[0].mkdir(exist_ok=True)
        (plugins[0] / "acme_fees.py").write_text(plugin, encoding="utf-8")
    return make_host(HostOptions(plugins, packs, folder / "our.toml", own_only=True))


def test_the_old_name_of_a_rule_means_it_wherever_it_is_written(tmp_path: Path) -> None:
    options = pack_with(tmp_path / "acme", RULE + 'formerly = ["even"]\n')
    (tmp_path / "our.toml").write_text(
        '[rules."acme/even"]\nseverity = "minor"\n[decisions]\nfour_eyes = ["acme/even"]\n'
        '[[waiver]]\nrule = "acme/even"\nreason = "x"\nby = "y"\nexpires = 2030-12-31\n',
        encoding="utf-8",
    )
    host = make_host(replace(options, config=tmp_path / "our.toml"))
    (rule,) = Selection(select=("acme/even",)).of(host.rules)
    held = load_held(host, tmp_path / "our.toml", tmp_path / "out", None, date(2026, 4, 1))

    assert (rule.id, rule.severity) == ("acme/balance", Severity.MINOR)
    with pytest.raises(GoujiError, match="no rule is left"):
        Selection(ignore=("even",)).of(host.rules)
    assert [each.entry.rule for each in held.waivers] == ["acme/balance"]
    assert needs_two(rule, Severity.MINOR, held.four_eyes)


def test_a_rule_that_is_switched_off_may_be_left_out_by_name(tmp_path: Path) -> None:
    host = _host(tmp_path, '[rules."gid/zero-fill"]\nenabled = false')

    assert "gid/zero-fill" not in {rule.id for rule in Selection(ignore=("zero-fill",)).of(host.rules, host.off)}
    with pytest.raises(GoujiError, match="gid/zero-fill is switched off; write enabled = true"):
        Selection(select=("gid/zero-fill",)).of(host.rules, host.off)
    with pytest.raises(GoujiError, match='no rule or theme "zero-fil"; did you mean "gid/zero-fill"'):
        Selection(ignore=("zero-fil",)).of(host.rules, host.off)


@pytest.mark.parametrize(
    ("config", "problem"),
    [
        (
            '[rules."gid/zero-fil"]\nenabled = false',
            '1: rules."gid/zero-fil": no rule "gid/zero-fil"; did you mean "gid/zero-fill"?',
        ),
        (
            '\n[rules."zero-fill"]\nenabled = false',
            '2: rules.zero-fill: no rule "zero-fill"; did you mean "gid/zero-fill"?',
        ),
        (
            '[rules."gid/zero-fill"]\n# graver\nseverity = "mayor"',
            '3: rules."gid/zero-fill".severity: no severity "mayor"; did you mean "major"?',
        ),
        (
            '[rules]\n"gid/zero-fill" = { severity = "mayor" }',
            '2: rules."gid/zero-fill".severity: no severity "mayor"; did you mean "major"?',
        ),
        ('rules."gid/zero-fill".severity = 3', '1: rules."gid/zero-fill".severity: no severity "3"; there are '),
        ('[rules."gid/zero-fill"]\nenabled = "no"', '2: rules."gid/zero-fill".enabled: must be true or false'),
        (
            '[rules."gid/zero-fill"]\nseverty = "minor"',
            '2: rules."gid/zero-fill".severty: no key "severty"; did you mean "severity"?',
        ),
        (
            '[rules."gid/overview-length"]\nmots = 800',
            '2: rules."gid/overview-length".mots: no key "mots"; did you mean "most"?',
        ),
        (
            '[rules."gid/overview-length"]\nmost = "many"',
            '2: rules."gid/overview-length".most: is a whole number, not',
        ),
        ('[rules."gid/zero-fill"]\nkind = "counts"', '2: rules."gid/zero-fill".kind: no key "kind"'),
        (
            '[rules."gid/zero-fill"]\ntheme = "cell"',
            '2: rules."gid/zero-fill".theme: no theme "cell"; did you mean "cells"?',
        ),
        (
            '[rules."gid/zero-fill"]\nforms = ["gid-2019", "gid-2020"]',
            '2: rules."gid/zero-fill".forms.1: no form "gid-2020"; did you mean "gid-2021"?',
        ),
        (
            '[rules."gid/zero-fill"]\nseverity_in = { 2019 = "minr" }',
            '2: rules."gid/zero-fill".severity_in.2019: no severity "minr"; did you mean "minor"?',
        ),
        (
            '[rules."gid/local-deadline"]\ndeadlines = [\n  { by = ["01-20"] },\n]',
            '3: rules."gid/local-deadline".deadlines.0: name is missing',
        ),
        (
            '[rules."gid/zero-fill"]',
            '1: rules."gid/zero-fill": nothing stands below it; write what changes, such as severity or enabled',
        ),
        ('[rules]\n"gid/zero-fill" = "off"', '2: rules."gid/zero-fill": write [rules."gid/zero-fill"] and below it'),
        ("rules = 3", "1: rules: must be a table"),
        (
            '[rules."acme/fee-waiver"]\nmost = 3',
            '2: rules."acme/fee-waiver".most: no key "most"',
        ),
        (
            '[themes.structur]\ntitle = { zh = "a", en = "b" }\nweight = 9',
            '1: themes.structur: no theme "structur"; did you mean "structure"?',
        ),
        ("[themes.structure]\nwieght = 9", '2: themes.structure.wieght: no key "wieght"; did you mean "weight"?'),
        ("[themes.structure]\nweight = 'heavy'", "2: themes.structure.weight: must be a number"),
        ("[themes.structure]\nweight = -1", "2: themes.structure.weight: must not be below 0"),
        ("[themes.structure]", "1: themes.structure: nothing stands below it; write a title or a weight"),
        ("[limit]\npages = 3", '1: limit: no table "limit"; did you mean "limits"?'),
        ("[limits]\npagse = 3", '2: limits.pagse: no key "pagse"; did you mean "pages"?'),
        ("[limits]\npages = 2.5", "2: limits.pages: must be a whole number"),
        ('[limits]\npages = "3"', "2: limits.pages: must be a whole number"),
        ("[limits]\npages = true", "2: limits.pages: must be a whole number"),
        ("[limits]\nseconds = 0", "2: limits.seconds: must be above 0, not 0"),
        ("[limits]\nseconds = nan", "2: limits.seconds: must be a number"),
        ("limits = 3", "1: limits: must be a table"),
        ("[limits]\npages = \n", "2: is no TOML: Invalid value"),
        ("[limits", "1: is no TOML: "),
    ],
)
def test_what_a_configuration_cannot_mean_is_one_line(tmp_path: Path, config: str, problem: str) -> None:
    with pytest.raises(GoujiError) as error:
        _host(tmp_path, config, plugin=FEES)

    assert str(error.value).startswith(f"our.toml:{problem}")
    assert "\n" not in str(error.value)


def test_a_configuration_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "our.toml").write_bytes('# a\n# 省级规则\n[rules."gid/zero-fill"]\nenabled = false\n'.encode("gbk"))

    with pytest.raises(GoujiError, match=r"^our\.toml:2: is not written in UTF-8"):
        make_host(HostOptions(config=tmp_path / "our.toml", own_only=True))


def test_settings_reach_a_rule_written_in_python(tmp_path: Path) -> None:
    severe = _host(tmp_path, '[rules."acme/fee-waiver"]\nseverity = "major"\nmay_fail = true', plugin=FEES)
    without = _host(tmp_path, '[rules."acme/fee-waiver"]\nenabled = false', plugin=FEES)

    [rule] = [rule for rule in severe.rules if rule.id == "acme/fee-waiver"]
    assert (rule.severity, rule.may_fail) == (Severity.MAJOR, True)
    assert "acme/fee-waiver" not in {rule.id for rule in without.rules}


def test_a_rule_in_python_says_all_that_a_rule_file_says(tmp_path: Path) -> None:
    [rule] = [rule for rule in _host(tmp_path, "", plugin=FEES).rules if rule.id == "acme/fee-waiver"]

    assert rule.remedy == gouji.Text("补写减免情况", "add the exemptions")
    assert (rule.good.en, rule.bad.en, rule.caution.en) == ("good", "bad", "caution")
    assert (rule.forms, rule.severity_for(2021), rule.may_fail) == (("gid-2021",), Severity.ADVICE, False)
    assert (rule.since, rule.stability, rule.revision) == ("1.2", gouji.Stability.PREVIEW, 3)


def test_the_nearest_severity_is_named_to_the_author_of_a_rule_in_python(tmp_path: Path) -> None:
    with pytest.raises(
        GoujiError, match=r'plugin acme_fees: acme_fees\.py:\d+: ValueError: no severity "minr"; did you mean "minor"'
    ):
        _host(tmp_path, "", plugin=FEES.replace('"minor"', '"minr"'))


def test_a_configuration_has_the_last_word_over_an_overlay(tmp_path: Path) -> None:
    overlay = tmp_path / "county"
    overlay.mkdir()
    (overlay / "pack.toml").write_text(
        'id = "county"\nversion = "1"\ntitle = "County"\nextends = "gid"\n'
        '[rules."gid/zero-fill"]\nenabled = false\n[rules."gid/dash-cells"]\nseverity = "major"\n'
        '[rules."acme/fee-waiver"]\nseverity = "critical"\n[themes.cells]\nweight = 5\n',
        encoding="utf-8",
    )
    config = '[rules."gid/zero-fill"]\nenabled = true\nseverity = "advice"\n[themes.cells]\nweight = 6\n'
    host = _host(tmp_path, config, plugin=FEES, packs=(str(overlay),))

    rules = {rule.id: rule for rule in host.rules}
    assert rules["gid/zero-fill"].severity is Severity.ADVICE
    assert rules["gid/dash-cells"].severity is Severity.MAJOR
    assert rules["acme/fee-waiver"].severity is Severity.CRITICAL
    assert host.themes["cells"].weight == 6


def test_a_configuration_may_speak_of_a_pack_that_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text('id = "water"\nversion = "1"\ntitle = "Water"\n', encoding="utf-8")
    config = '[rules."gid/zero-fill"]\nenabled = false\n[themes.cells]\nweight = 2\n'

    assert _host(tmp_path, config, packs=(str(tmp_path),)).rules == ()
    with pytest.raises(GoujiError, match='did you mean "gid/zero-fill"'):
        _host(tmp_path, config.replace("fill", "fil"), packs=(str(tmp_path),))


def test_the_nearest_configuration_is_found(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "gouji.toml").write_text("[limits]\npages = 3\n", encoding="utf-8")

    assert find_configuration(inner) == tmp_path / "gouji.toml"
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.other]\nx = 1\n", encoding="utf-8")
    assert find_configuration(inner) == tmp_path / "gouji.toml"
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.gouji.limits]\npages = 4\n", encoding="utf-8")
    assert find_configuration(inner) == tmp_path / "a" / "pyproject.toml"
    (inner / "gouji.toml").write_text("", encoding="utf-8")
    assert find_configuration(inner) == inner / "gouji.toml"


def test_settings_among_those_of_other_tools_are_read_and_named_by_their_line(tmp_path: Path) -> None:
    shared = tmp_path / "pyproject.toml"
    shared.write_text('[project]\nname = "x"\n\n[tool.gouji.limits]\npages = 4\n', encoding="utf-8")

    assert make_host(HostOptions(config=shared, own_only=True)).limits.pages == 4
    shared.write_text('[project]\nname = "x"\n\n[tool.gouji.limits]\npagse = 4\n', encoding="utf-8")
    with pytest.raises(
        GoujiError, match=r'^pyproject\.toml:5: tool\.gouji\.limits\.pagse: no key "pagse"; did you mean'
    ):
        make_host(HostOptions(config=shared, own_only=True))


def test_commands_and_functions_find_the_configuration_of_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gouji.toml").write_text("[limits]\nfile_bytes = 2000\n", encoding="utf-8")
    (tmp_path / "free.toml").write_text("", encoding="utf-8")
    command = [sys.executable, "-m", "gouji", "parse", str(SAMPLE), "--json"]
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    free = [*command, "--config", "free.toml"]
    monkeypatch.chdir(tmp_path)

    assert (done.returncode, "larger than" in done.stderr) == (3, True)
    assert subprocess.run(free, cwd=tmp_path, capture_output=True, check=False, env=os.environ).returncode == 0
    with pytest.raises(gouji.UnreadableReport, match="larger than"):
        gouji.read_document(SAMPLE)
    assert gouji.read_document(SAMPLE, config="free.toml").blocks
    assert gouji.check([SAMPLE]).reports[0].status is gouji.Status.UNREADABLE


def test_a_fingerprint_changes_with_settings_plugins_and_packs_and_with_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text('id = "water"\nversion = "1"\ntitle = "Water"\n', encoding="utf-8")
    first = _host(tmp_path, "", plugin=FEES)
    prints = [
        first.fingerprint,
        _host(tmp_path, "[limits]\npages = 3", plugin=FEES).fingerprint,
        _host(tmp_path, "", plugin=f"{FEES}\n").fingerprint,
        _host(tmp_path, "", plugin=FEES, packs=("gid", str(tmp_path))).fingerprint,
    ]

    assert len(set(prints)) == len(prints)
    assert _host(tmp_path, "# the same\n", plugin=FEES).fingerprint == prints[0]
    assert all(component.sha256 for component in first.components)
