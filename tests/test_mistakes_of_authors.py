"""Mistakes of those who write rules, kinds, readers and packs are named where they stand, not passed over."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import pytest

import gouji
from conftest import ROOT
from gouji import (
    Deprecated,
    DeprecatedUse,
    Document,
    Finding,
    Heading,
    Observation,
    Outcome,
    Paragraph,
    Parameters,
    Report,
    Rule,
    RuleKind,
    Satisfied,
    rule,
)  # fmt: skip
from gouji.cli import gouji as group
from gouji.host import HostOptions, make_host
from gouji.linting import lint
from gouji.rulebook.described import parameters_of
from gouji.testing import document_of, page_of, report_of, result_of
from gouji.wellformed import malformed
from pack_files import FORM, PACK, WATER_RULE, pack_with_form


def _rule(check: Callable[[Report], Any]) -> Rule:
    check.__doc__ = "Try something."
    return rule("acme/tried", title="-", basis="-", severity="minor", theme="structure")(check)


def _section(name: str) -> Callable[[Report], Iterator[Observation]]:
    def check(report: Report) -> Iterator[Observation]:
        yield Satisfied() if report.section(name).text else Finding("empty", at=report)

    return check


def _figure(table: str, row: str) -> Callable[[Report], Iterator[Observation]]:
    def check(report: Report) -> Iterator[Observation]:
        yield Satisfied() if report.table(table).figure(row, "total") else Finding("no such row", review=True)

    return check


@pytest.mark.parametrize(
    ("check", "said"),
    [
        (_section("other_maters"), 'no section "other_maters"; did you mean "other_matters"?'),
        (_figure("request", "granted"), 'no table "request"; did you mean "requests"?'),
        (_figure("requests", "new_recieved"), 'no row "new_recieved" in table requests; did you mean "new_received"?'),
        (lambda report: "few", "a check yields Finding or Satisfied; this one returned str"),
        (lambda report: True, "a check yields Finding or Satisfied; this one returned bool"),
        (lambda report: ["few"], "a check yields Finding or Satisfied, not str"),
    ],
)
def test_a_rule_that_is_mistaken_breaks_with_the_reason(check: Callable[[Report], Any], said: str) -> None:
    result = result_of(_rule(check), report_of("gid-2021"))

    assert result.outcome is Outcome.ERROR
    assert said in repr(result)


@pytest.mark.parametrize(
    ("check", "outcome"),
    [
        (_section("requests"), Outcome.PASS),
        (_section("staff_of_the_library"), Outcome.NOT_APPLICABLE),  # of another pack
        (_figure("requests", "other_outcome"), Outcome.REVIEW),  # of another form of the pack
    ],
)
def test_a_name_of_another_form_or_pack_is_no_mistake(check: Callable[[Report], Any], outcome: Outcome) -> None:
    assert result_of(_rule(check), report_of("gid-2021")).outcome is outcome


def test_a_finding_without_evidence_says_why_it_is_for_review() -> None:
    result = result_of(_rule(lambda report: [Finding("few")]), report_of("gid-2021"))

    assert (result.outcome, "no place is given" in repr(result)) == (Outcome.REVIEW, True)


def test_rules_that_break_are_told_once_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = (
        "from gouji import hookimpl, rule\n"
        "@rule('acme/breaks', title='-', basis='-', severity='minor', theme='structure')\n"
        "def breaks(report):\n    'Break.'\n    return 3\n"
        "@hookimpl\ndef rules():\n    return [breaks]\n"
    )
    (tmp_path / "plugins").mkdir()
    (tmp_path / "plugins" / "broken.py").write_text(broken, encoding="utf-8")
    for name in ("a", "b"):
        page = page_of(document_of("gid-2021", agency=f"示例市{name}局"))
        (tmp_path / f"{name}.html").write_text(page, encoding="utf-8")

    code = group.main(
        ["check", f"{tmp_path}/a.html", f"{tmp_path}/b.html", "--plugins-dir", f"{tmp_path}/plugins", "--select", "acme",
         "--in-process", "--no-cache", "--lang", "en", "-q", "--format", "json", "--out", f"{tmp_path}/out"],
        standalone_mode=False,
    )  # fmt: skip

    (told,) = capsys.readouterr().err.splitlines()
    assert code == 3
    assert "acme/breaks: the rule itself broke (plugin broken)" in told
    assert told.endswith("(2 results)")


NOTHING: Any = None
WORD: Any = "3"
PLAIN: Any = ("t", "r", "c", "1")
GOOD = Document("a", "0", "r", (Heading("Title", 1), Paragraph("text")))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (replace(GOOD, metadata={"published": NOTHING}), "'published' of metadata must be str, not NoneType"),
        (replace(GOOD, doubts=WORD), "doubts must be tuple[str, …], not str"),
        (replace(GOOD, blocks=(Heading("Title", WORD),)), "level must be int, not str"),
        (replace(GOOD, pages=WORD), "pages must be int, not str"),
        (replace(GOOD, figures=(PLAIN,)), "figures must be of GivenFigure"),
    ],
)
def test_a_document_that_is_not_well_made_is_refused(wrong: Document, said: str) -> None:
    problem = malformed(wrong)

    assert malformed(GOOD) is None
    assert problem is not None
    assert said in problem.en


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("import re\nx = unknown_name\n", "plugin mine: mine.py:2: NameError: name 'unknown_name' is not defined"),
        ("imprt re\n", "plugin mine: mine.py:1: SyntaxError: invalid syntax"),
        ("from gouji import hookimpl\n@hookimpl\ndef rule_kind():\n    return []\n", 'no hook "rule_kind"; did you mean "rule_kinds"?'),
        (
            "from gouji import hookimpl, RuleKind\n@hookimpl\ndef rule_kinds():\n    return [RuleKind('k', dict, print)]\n",
            "kind k: its parameters are a class made from gouji.Parameters",
        ),
    ],
)  # fmt: skip
def test_a_plugin_that_does_not_load_is_named_with_its_line(source: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(source, encoding="utf-8")

    with pytest.raises(gouji.PluginBroken) as broken:
        make_host(HostOptions(plugins_dir=(tmp_path,), own_only=True))
    assert said in str(broken.value)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "balance"', 'id = "Rule one"', "id: is made of letters, digits and hyphens"),
        ("lead == all", "lead => all", "write >= for =>"),
        ("lead == all", "lead = all", "write == for ="),
        ('kind = "identity"', 'kind = "frobnicate"', "is the plugin that brings it loaded?"),
    ],
)
def test_what_is_wrong_in_a_rule_file_is_said_with_what_to_write(old: str, new: str, said: str, tmp_path: Path) -> None:
    pack_with_form(tmp_path / "acme", FORM, WATER_RULE.replace(old, new))

    (problem,) = [each for each in lint(tmp_path / "acme", HostOptions(own_only=True)) if each.mistake]
    assert said in problem.what


class Old(Parameters):
    """A parameter that stays, and one that goes."""

    word: str = ""
    words: Annotated[str, Deprecated("1.1", "word")] = ""


GOING = '''
from typing import Annotated
from gouji import Deprecated, Parameters, RuleKind, Satisfied, hookimpl

class Old(Parameters):
    """A parameter that stays, and one that goes."""
    word: str = ""
    words: Annotated[str, Deprecated("1.1", "word")] = ""

def check(report, parameters):
    """Pass."""
    return [Satisfied()]

@hookimpl
def rule_kinds():
    return [RuleKind("old", Old, check, deprecated=Deprecated("1.2", "topics"))]
'''


def test_what_will_go_is_told_by_place_plugin_and_what_to_write(tmp_path: Path) -> None:
    (tmp_path / "plugins").mkdir()
    (tmp_path / "plugins" / "acme.py").write_text(GOING, encoding="utf-8")
    rule_of_it = WATER_RULE.partition("kind =")[0] + 'kind = "old"\nwords = "x"\n'
    pack_with_form(tmp_path / "acme", FORM, rule_of_it)
    options = HostOptions(plugins_dir=(tmp_path / "plugins",), packs=(str(tmp_path / "acme"),), own_only=True)

    with pytest.warns(DeprecatedUse) as heard:
        make_host(options)

    assert all(str(each.message).startswith("acme/rules/figures.toml:") for each in heard)
    told = [str(each.message).partition(" ")[2] for each in heard]
    assert told[0].endswith("kind old: deprecated since 1.2; write topics instead (plugin acme)")
    assert told[1].endswith("parameter words: deprecated since 1.1; write word instead (plugin acme)")
    noted = [each.what for each in lint(tmp_path / "acme", options) if "deprecated" in each.what]
    assert len(noted) == 2


def test_parameters_say_what_they_hold_and_that_they_will_go() -> None:
    word, words = parameters_of(RuleKind("old", Old, lambda report, parameters: []))

    assert (word.shape, words.meaning) == ("text", "Deprecated since 1.1: write word.")
    assert Old.model_json_schema()["properties"]["words"]["deprecated"] is True


def test_a_public_name_that_will_go_is_told_by_file_and_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(vars(gouji)["_GOING"], "Remark", Deprecated("1.3", "Finding"))

    with pytest.warns(
        DeprecatedUse, match=r"test_mistakes_of_authors\.py:\d+: gouji\.Remark: deprecated since 1\.3; write Finding"
    ):
        from gouji import Remark  # type: ignore[attr-defined]

    assert Remark is Finding


SAMPLE = ROOT / "reports_in" / "示例市住房和城乡建设局_2020.html"


def test_one_file_is_printed_and_several_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(tmp_path)
    command = ["check", str(SAMPLE), "--in-process", "--no-cache", "--out", "-", "--format"]

    code = group.main([*command, "json"], standalone_mode=False)

    assert code == 1
    assert len(json.loads(capfdbinary.readouterr().out)["reports"]) == 1
    assert not list(tmp_path.iterdir())
    for formats, said in (("html", "--out - prints formats of a single file"), ("json,md", "name it with --format")):
        with pytest.raises(Exception, match=said):
            group.main([*command, formats], standalone_mode=False)


IDLE = (
    PACK
    + '[themes.arithmetic]\ntitle = { zh = "数", en = "Figures" }\n[themes.idle]\ntitle = { zh = "闲", en = "Idle" }\n'
)


@pytest.mark.parametrize(
    ("head", "more", "said"),
    [
        (IDLE, "", "themes.idle: no rule has this theme"),
        (PACK, "", "api is missing"),
    ],
)  # fmt: skip
def test_what_has_no_effect_is_noted(head: str, more: str, said: str, tmp_path: Path) -> None:
    pack_with_form(tmp_path / "acme", FORM, WATER_RULE + more, head)

    assert said in " ".join(each.what for each in lint(tmp_path / "acme", HostOptions(own_only=True)))


def test_a_form_that_does_not_load_makes_no_mistakes_of_its_rules(tmp_path: Path) -> None:
    pack_with_form(tmp_path / "acme", FORM.replace('layout = "rows"', 'layout = "row"'), WATER_RULE)

    (problem,) = lint(tmp_path / "acme", HostOptions(own_only=True))
    assert 'no table layout "row"; did you mean "rows"?' in problem.what


_CHART = '[charts.volume]\ntable = "samples"\nrow = "lead"\ncolumn = "takn"\n'
_LINE = '[[charts.years]]\nid = "lead"\nlabel = "Lead"\ntable = "{table}"\nrows = ["{row}"]\n'


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "acme"', 'id = "ac me"', "acme/pack.toml:2: id: is made of letters, digits, hyphens and underscores"),
        ('id = "lead"', 'id = "le.ad"', "rows.0.id: is made of letters"),
        ("first_year = 2020", "first_year = -5", "forms/water.toml:4: first_year: must be a year"),
        ("first_year = 2020", "first_year = 20200", "forms/water.toml:4: first_year: must be a year"),
        ("HEAD", '[scoring]\neach_place = ["nope"]', 'scoring.each_place: no rule "acme/nope"; there are acme/balance'),
        ('id = "samples"', 'id = "sam ples"', "table.0.id: is made of letters"),
        ('id = "water-2020"', 'id = "water 2020"', "forms/water.toml:2: id: is made of letters"),
        ("HEAD", 'titles = [""]', "titles.0: must not be empty"),
        ("HEAD", 'languages = ["en", "fr"]', 'languages.1: no language "fr"; there are en, zh'),
        ("HEAD", '[themes."a b"]\ntitle = "x"', 'themes."a b": is made of letters'),
        ("HEAD", '[[neighbours]]\nname = "x"\nforms = ["water-202"]', 'forms.0: no form "water-202"; did you mean "water-2020"?'),
        ("HEAD", '[charts]\nvolum = 3', 'charts.volum: no key "volum"; did you mean "volume"?'),
        ("HEAD", _CHART, 'volume.column: no column "takn" in table samples; did you mean "taken"?'),
        ("HEAD", _LINE.format(table="sample", row="lead"), 'years.0.table: no table "sample"; did you mean "samples"?'),
        ("HEAD", _LINE.format(table="samples", row="leed"), 'rows.0: no row "leed" in table samples; did you mean "lead"?'),
        ("HEAD", "[scoring]\nmain_table = { share = 1.2 }", "main_table.share: is a share, from 0 to 1"),
        ("HEAD", "[scoring]\nfurther = -1", "scoring.further: must not be below 0"),
        ("HEAD", "[scoring.points]\nmajor = 5", "scoring.points: critical is missing"),
        ("HEAD", "[scoring.points]\nmayor = 5", 'points.mayor: no severity "mayor"; did you mean "major"?'),
        ("HEAD", "[scoring.grades]\nA = 90\nB = 95\nC = 60\nD = 0", "grades: must begin with the best and end with 0"),
        ("RULE", "revision = -3", "revision: must be 1 or above"),
        ("RULE", 'formerly = ["balance"]', "formerly.0: is what a rule is called now"),
        ("RULE", 'severity_in = { 2018 = "minor" }', "severity_in.2018: is no year of a form that the rule speaks of"),
        ("RULE", 'grave = "minor"', "grave: must be graver than the rule's severity, major"),
        ("RULE", "tolerance = -1", "tolerance: Input should be greater than or equal to 0"),
    ],
)  # fmt: skip
def test_what_a_pack_cannot_mean_is_one_line(old: str, new: str, said: str, tmp_path: Path) -> None:
    head, rule, form = PACK + "HEAD\n", WATER_RULE + "RULE\n", FORM
    texts = [text.replace(old, new, 1).replace("HEAD", "").replace("RULE", "") for text in (form, rule, head)]
    options = pack_with_form(tmp_path / "acme", *texts)

    with pytest.raises(gouji.GoujiError) as error:
        make_host(options)

    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_a_severity_of_grave_findings_may_be_the_usual_one_of_other_years(tmp_path: Path) -> None:
    rule = WATER_RULE + 'severity_in = { 2021 = "minor" }\ngrave = "major"\nrevision = 1\nformerly = ["even"]\n'

    assert [each.id for each in make_host(pack_with_form(tmp_path / "acme", FORM, rule)).rules] == ["acme/balance"]
