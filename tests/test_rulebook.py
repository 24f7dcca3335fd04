"""Rule files: checked when they load, changed by overlays and configuration."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from gouji.errors import GoujiError, PackInvalid, RuleInvalid
from gouji.host import HostOptions, make_host
from gouji.model.rule import Severity

PACK = """
id = "acme"
version = "1.0"
title = { zh = "示例", en = "Example" }
"""
RULE = """
[[rule]]
id = "balance"
title = { zh = "平衡", en = "Balances" }
rationale = { zh = "应当平衡", en = "It should" }
basis = "-"
theme = "arithmetic"
severity = "major"
kind = "identity"
table = "requests"
each = "column"
equation = "new_received == total_processed"
"""


def _pack(folder: Path, rule: str, head: str = PACK) -> HostOptions:
    (folder / "rules").mkdir(exist_ok=True)
    (folder / "pack.toml").write_text(head, encoding="utf-8")
    (folder / "rules" / "figures.toml").write_text(rule, encoding="utf-8")
    return HostOptions(packs=(str(folder),), own_only=True)


def test_a_rule_file_is_a_rule(tmp_path: Path) -> None:
    host = make_host(_pack(tmp_path, RULE))

    assert [rule.id for rule in host.rules] == ["acme/balance"]
    assert host.rules[0].plugin == "equations"


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ("equation =", "equatoin =", 12, "equatoin"),
        ('"column"', '"cell"', 11, "each"),
        ("new_received == total_processed", "new_received", 12, "compares two sides"),
        ("new_received == total_processed", "__import__('os') == 1", 12, "may be called"),
        ("new_received == total_processed", "(lambda: 1) == 1", 12, "not allowed"),
        ("new_received == total_processed", "a.b == 1", 12, "not allowed"),
        ('"identity"', '"identify"', 9, "identify"),
        ("equation =", "equatoin =", 12, 'equatoin: no key "equatoin"; did you mean "equation"'),
        ("kind =", "knid =", 9, 'knid: no key "knid"; did you mean "kind"'),
        ("basis =", "bassi =", 6, 'bassi: no key "bassi"; did you mean "basis"'),
        ('basis = "-"', "", 2, "basis is missing"),
        ('basis = "-"', "basis = ' '", 6, "basis: must not be empty"),
        ('basis = "-"', "basis = 3", 6, "basis: must be text in quotes"),
        ('basis = "-"', "may_fail = 1", 6, "may_fail: must be true or false"),
        ('basis = "-"', 'stability = "stabel"', 6, 'stability: no stability "stabel"; did you mean "stable"'),
        ('basis = "-"', 'revision = "2"', 6, "revision: must be a whole number"),
        ('basis = "-"', "severity_in = { old = 'minor' }", 6, "severity_in.old: must be a year"),
        ('{ zh = "平衡", en = "Balances" }', "{}", 4, "title: zh is missing"),
        ('{ zh = "平衡", en = "Balances" }', '{ zh = "平衡", em = "x" }', 4, 'title.em: no key "em"; there are en, zh'),
        ('"major"', '"grave"', 8, 'severity: no severity "grave"; there are advice, critical, major, minor'),
        ('"major"', "3", 8, 'severity: no severity "3"'),
    ],
)
def test_a_mistake_is_named_with_file_line_and_rule(
    tmp_path: Path, old: str, new: str, line: int, problem: str
) -> None:
    with pytest.raises(RuleInvalid, match=problem) as error:
        make_host(_pack(tmp_path, RULE.replace(old, new, 1)))

    assert f"/rules/figures.toml:{line}: acme/balance: " in str(error.value)


def test_an_id_used_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleInvalid, match="second rule"):
        make_host(_pack(tmp_path, RULE + RULE))


def test_toml_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackInvalid, match=r"figures\.toml:1: is no TOML"):
        make_host(_pack(tmp_path, "[[rule"))


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
    host = make_host(_pack(tmp_path, RULE, head))

    rules = {rule.id: rule for rule in host.rules}
    assert "gid/zero-fill" not in rules
    assert rules["gid/section-headings"].severity is Severity.ADVICE
    assert rules["gid/dash-cells"].parameters["tables"] == ["review"]
    assert "acme/balance" in rules


def test_severity_of_the_year_applies() -> None:
    host = make_host(HostOptions(own_only=True))

    rule = next(rule for rule in host.rules if rule.id == "gid/required-sections")
    assert rule.severity_for(2019) is Severity.ADVICE
    assert rule.severity_for(2020) is Severity.CRITICAL


PLUGIN = """
from pathlib import Path

from gouji import PackSource, Parameters, Report, RuleKind, Satisfied, hookimpl


class Fewest(Parameters):
    lines: int


@hookimpl
def packs():
    checks = (RuleKind("long_enough", Fewest, lambda report, fewest: [Satisfied()]),)
    return [PackSource(Path(__file__).parent / "acme", checks)]
"""
CHECKED = RULE[: RULE.index("kind =")] + 'check = "long_enough"\nlines = 3\n'


def _with_checks(folder: Path, rule: str) -> HostOptions:
    (folder / "acme.py").write_text(PLUGIN, encoding="utf-8")
    (folder / "acme").mkdir()
    _pack(folder / "acme", rule)
    return HostOptions(plugins_dir=folder, own_only=True)


def test_a_rule_names_a_check_of_its_own_pack(tmp_path: Path) -> None:
    host = make_host(_with_checks(tmp_path, CHECKED))

    rule = next(rule for rule in host.rules if rule.id == "acme/balance")
    assert (rule.kind, rule.plugin, rule.parameters) == ("long_enough", "acme", {"lines": 3})
    kind = host.kind_of(rule)
    assert kind is not None
    assert [setting.name for setting in kind.settings(rule.parameters)] == ["lines"]
    assert "long_enough" not in host.kinds


def test_an_overlay_has_the_checks_of_the_pack_that_it_extends(tmp_path: Path) -> None:
    options = _with_checks(tmp_path, CHECKED)
    overlay = tmp_path / "overlay"
    overlay.mkdir()
    _pack(overlay, CHECKED, PACK.replace("acme", "county") + 'extends = "acme"\n')

    host = make_host(replace(options, packs=(str(overlay),)))

    assert [rule.id for rule in host.rules] == ["acme/balance", "county/balance"]


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ('"long_enough"', '"long_enogh"', 9, 'check: no check of this pack "long_enogh"; did you mean "long_enough"?'),
        ("lines = 3", "lines = 'three'", 10, "lines: "),
        ("check =", 'kind = "identity"\ncheck =', 10, "check: a rule names a kind or a check of its pack, not both"),
        ('check = "long_enough"', "", 2, "kind is missing, or check"),
    ],
)
def test_a_mistake_with_a_check_is_named_with_file_line_and_rule(
    tmp_path: Path, old: str, new: str, line: int, problem: str
) -> None:
    with pytest.raises(RuleInvalid, match=re.escape(problem)) as error:
        make_host(_with_checks(tmp_path, CHECKED.replace(old, new)))

    assert f"figures.toml:{line}: acme/balance" in str(error.value)


def test_a_folder_has_no_checks_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(RuleInvalid, match=r'figures\.toml:9: acme/balance: check: no check of this pack "long_enough"'):
        make_host(_pack(tmp_path, CHECKED))


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
        (PACK + 'extends = "gdi"\n', '5: extends: no pack "gdi"; did you mean "gid"?'),
        (
            PACK + 'extends = "gid"\n[rules."gid/zero-fil"]\nenabled = false\n',
            '6: rules."gid/zero-fil": no rule "gid/zero',
        ),
        (
            PACK + 'extends = "gid"\n[rules."gid/zero-fill"]\nstate = 3\n',
            '7: rules."gid/zero-fill".state: Input should',
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
        make_host(_pack(tmp_path, RULE, head))

    assert problem in str(error.value)
    assert str(error.value).startswith(tmp_path.name)


@pytest.mark.parametrize(
    ("rules", "problem"),
    [
        (
            RULE.replace("[[rule]]", "[[rules]]"),
            '2: rules: no table "rules"; did you mean "rule"?; each rule begins with',
        ),
        (RULE.replace("[[rule]]", "[rule]"), "2: rule: write [[rule]], in two pairs of brackets"),
        ("rule = 3", "1: rule: write [[rule]]"),
        ("rule = [3]", "1: rule.0: must be a table"),
        (RULE.replace('id = "balance"', "id = 3"), "3: acme/3: id: must be text in quotes"),
        (RULE + 'forms = ["gid-2022"]\n', '13: acme/balance: forms.0: no form "gid-2022"; did you mean "gid-2021"?'),
    ],
)
def test_a_rule_file_of_another_shape_is_named(tmp_path: Path, rules: str, problem: str) -> None:
    with pytest.raises(PackInvalid) as error:
        make_host(_pack(tmp_path, rules, PACK + 'extends = "gid"\n'))

    assert f"/rules/figures.toml:{problem}" in str(error.value)


FORM = """
id = "water-2020"
title = "Annual report on water"
first_year = 2020

[[section]]
id = "results"
numeral = "1"
heading = "Results"
signs = ["results"]

[[table]]
id = "samples"
title = "Samples"
section = "results"
layout = "rows"
sums = { metals = ["lead"] }

[[table.block]]
columns = [
  { id = "taken", label = "Taken" },
  { id = "failed", label = "Failed", measure = "count" },
]
rows = [
  { id = "lead", label = "Lead" },
  { id = "all", label = "All", total = true },
]
"""


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('label = "Lead"', 'lable = "Lead"', '25: table.0.block.0.rows.0.lable: no key "lable"; did you mean "label"?'),
        ('id = "lead", ', "", "25: table.0.block.0.rows.0: id is missing"),
        ('"count"', '"counts"', '22: table.0.block.0.columns.1.measure: no measure "counts"; did you mean "count"?'),
        ('"rows"', '"row"', '16: table.0.layout: no table layout "row"; did you mean "rows"?'),
        (
            'section = "results"',
            'section = "result"',
            '15: table.0.section: no section "result"; did you mean "results"?',
        ),
        ('["lead"]', '["led"]', '17: table.0.sums.metals.0: no row or column "led"; did you mean "lead"?'),
        ('id = "all"', 'id = "lead"', "26: table.0.block.0.rows.1.id: a second row with this id"),
        ('id = "failed"', 'id = "taken"', "22: table.0.block.0.columns.1.id: a second column with this id"),
        (
            'signs = ["results"]',
            'signs = ["a", "results("]',
            '10: section.0.signs.1: "results(" is no regular expression',
        ),
        ("[[section]]", "[[sections]]", '6: sections: no key "sections"; did you mean "section"?'),
        ("[[table.block]]", "[[table.blocks]]", '19: table.0.blocks: no key "blocks"; did you mean "block"?'),
        ("first_year = 2020", "first_year = 2020\nlast_year = 2019", "5: last_year: is before the first year, 2020"),
        ("first_year = 2020", "first_year = true", "4: first_year: must be a whole number"),
        (
            '  { id = "lead", label = "Lead" },\n  { id = "all", label = "All", total = true },\n',
            "",
            "24: table.0.block.0.rows:",
        ),
        ("[[section]]", "[section]", "6: section: must be a list in square brackets"),
    ],
)
def test_a_mistake_in_a_form_is_named_with_file_line_and_key(tmp_path: Path, old: str, new: str, problem: str) -> None:
    with pytest.raises(PackInvalid) as error:
        make_host(_with_form(tmp_path, FORM.replace(old, new, 1)))

    assert f"/forms/water.toml:{problem}" in str(error.value)


def _with_form(folder: Path, form: str, rule: str = "", head: str = PACK) -> HostOptions:
    (folder / "forms").mkdir(parents=True, exist_ok=True)
    (folder / "forms" / "water.toml").write_text(form, encoding="utf-8")
    return _pack(folder, rule, head)


KIND = """
import re
from pydantic import ValidationInfo, field_validator, model_validator
from gouji import (
    CellId, ColumnId, FormId, KnownNames, LineId, Parameters, Pattern, RowId, RuleId, RuleKind, Satisfied, SectionId,
    TableId, hookimpl,
)


class Inner(Parameters):
    word: str = ""
    row: RowId = ""


class Names(Parameters):
    section: SectionId = ""
    table: TableId = ""
    row: RowId = ""
    columns: tuple[ColumnId, ...] = ()
    line: LineId = ""
    cell: CellId = "lead.taken"
    form: FormId = ""
    rule: RuleId = ""
    words: Pattern = ""
    inner: tuple[Inner, ...] = ()
    broken: str = ""
    equation: str = ""

    @field_validator("broken")
    @classmethod
    def compiles(cls, value):
        return value if not value else re.compile(value).pattern

    @model_validator(mode="after")
    def addresses(self, info: ValidationInfo):
        known = KnownNames.of(info)
        if self.equation and known and self.equation not in known.rows(self.table):
            raise ValueError(f"no row {self.equation} in the equation")
        return self


@hookimpl
def rule_kinds():
    return [RuleKind("names", Names, lambda report, names: [Satisfied()])]
"""


@pytest.mark.parametrize(
    ("parameters", "problem"),
    [
        ('section = "result"', 'section: no section "result"; did you mean "results"?'),
        ('table = "sample"', 'table: no table "sample"; did you mean "samples"?'),
        ('row = "led"', 'row: no row "led"; did you mean "lead"?'),
        ('columns = ["taken", "faild"]', 'columns.1: no column "faild"; did you mean "failed"?'),
        ('line = "metal"', 'line: no row or column "metal"; did you mean "metals"?'),
        ('cell = "led.taken"', 'cell: no row "led"; did you mean "lead"?'),
        ('cell = "*.takn"', 'cell: no column "takn"; did you mean "taken"?'),
        ('cell = "lead"', 'cell: "lead" is no cell; write row.column'),
        ('form = "water-2021"', 'form: no form "water-2021"; did you mean "water-2020"?'),
        ('rule = "acme/balanec"', 'rule: no rule "acme/balanec"; did you mean "acme/balance"?'),
        ('words = "("', "words: is no regular expression: missing ), unterminated subpattern"),
        ('inner = [{ word = "a" }, { wrod = "b" }]', 'inner.1.wrod: no key "wrod"; did you mean "word"?'),
        ('inner = [{ row = "led" }]', 'inner.0.row: no row "led"; did you mean "lead"?'),
        ('sektion = "results"', 'sektion: no key "sektion"; did you mean "section"?'),
        ('broken = "("', 'broken: the kind "names" (plugin acme_names) broke on this: error: missing ), unterminated'),
        ('equation = "led"', "no row led in the equation"),
    ],
)
def test_a_parameter_names_only_what_the_forms_of_its_pack_have(tmp_path: Path, parameters: str, problem: str) -> None:
    with pytest.raises(RuleInvalid) as error:
        make_host(_named(tmp_path, parameters))

    line = 2 if "equation" in parameters else 10
    assert f"/rules/figures.toml:{line}: acme/balance: {problem}" in str(error.value)


@pytest.mark.parametrize(
    "parameters",
    [
        'section = "results"\ntable = "samples"\nrow = "lead"\ncolumns = ["taken", "failed"]',
        'line = "metals"\ncell = "*.taken"\nform = "water-2020"\nrule = "acme/balance"\nequation = "lead"',
        'words = "a|b"\ninner = [{ word = "b", row = "all" }]',
    ],
)
def test_parameters_with_right_names_are_taken(tmp_path: Path, parameters: str) -> None:
    host = make_host(_named(tmp_path, parameters))

    [rule] = host.rules
    assert rule.kind == "names"


def _named(folder: Path, parameters: str) -> HostOptions:
    """Return options for a pack with one form and one rule, of a stranger's kind with these parameters."""
    (folder / "plugins").mkdir()
    (folder / "plugins" / "acme_names.py").write_text(KIND, encoding="utf-8")
    rule = RULE[: RULE.index("kind =")] + f'kind = "names"\n{parameters}\n'
    return replace(_with_form(folder / "pack", FORM, rule), plugins_dir=folder / "plugins")


def _write_pack(folder: Path, pack: str, extends: str = "", more: str = "") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    extended = f'extends = "{extends}"\n' if extends else ""
    head = f'id = "{pack}"\nversion = "1"\ntitle = "{pack}"\n{extended}{more}'
    (folder / "pack.toml").write_text(head, encoding="utf-8")


def test_an_overlay_extends_a_folder_beside_it_or_from_the_working_folder_or_a_pack_of_the_same_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with_form(tmp_path / "water", FORM, RULE.replace("acme", "water"), PACK.replace("acme", "water"))
    _write_pack(tmp_path / "packs" / "beside", "beside", "../../water", '[rules."water/balance"]\nseverity = "minor"\n')
    _write_pack(tmp_path / "packs" / "county", "county", "../beside")
    _write_pack(tmp_path / "packs" / "named", "named", "water")
    beside, county, by_id = (str(tmp_path / "packs" / name) for name in ("beside", "county", "named"))

    [rule] = make_host(HostOptions(packs=(county,), own_only=True)).rules
    assert (rule.id, rule.severity) == ("water/balance", Severity.MINOR)
    with pytest.raises(PackInvalid, match=r'named/pack\.toml:4: extends: no pack "water"'):
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
        _write_pack(tmp_path / pack, pack, f"../{below}")

    with pytest.raises(PackInvalid, match="extend one another in a circle: a → "):
        make_host(HostOptions(packs=(str(tmp_path / "a"),), own_only=True))


def test_packs_of_one_run_keep_their_rules_and_weights_apart(tmp_path: Path) -> None:
    head = PACK.replace("acme", "water") + '[themes.arithmetic]\ntitle = "Sums"\nweight = 9\n'
    _with_form(tmp_path, FORM, RULE, 'locale = "en"\n' + head)
    host = make_host(HostOptions(packs=("gid", str(tmp_path)), own_only=True))
    gid, water = host.packs
    forms = {form.id: form for pack in host.packs for form in pack.forms}

    assert {rule.id for rule in host.rules_for(forms["water-2020"], host.rules)} == {"water/balance"}
    assert {rule.id.partition("/")[0] for rule in host.rules_for(forms["gid-2021"], host.rules)} == {"gid"}
    assert host.themes_for(forms["water-2020"])["arithmetic"].weight == 9
    assert host.themes_for(forms["gid-2021"])["arithmetic"].weight == 3
    assert (gid.locale, water.locale) == ("zh", "en")


def test_two_packs_with_one_id_are_refused(tmp_path: Path) -> None:
    _write_pack(tmp_path / "one", "acme")
    _write_pack(tmp_path / "two", "acme")

    with pytest.raises(PackInvalid, match=r"two/pack\.toml:1: id: another pack has this id too: one/pack\.toml"):
        make_host(HostOptions(packs=(str(tmp_path / "one"), str(tmp_path / "two")), own_only=True))


def test_a_rule_that_is_off_by_itself_is_switched_on_by_an_overlay(tmp_path: Path) -> None:
    _with_form(tmp_path / "water", FORM, RULE + "enabled = false\n", PACK.replace("acme", "water"))
    _write_pack(tmp_path / "on", "on", "../water", '[rules."water/balance"]\nenabled = true\n')

    assert make_host(HostOptions(packs=(str(tmp_path / "water"),), own_only=True)).rules == ()
    assert [rule.id for rule in make_host(HostOptions(packs=(str(tmp_path / "on"),), own_only=True)).rules] == [
        "water/balance"
    ]
