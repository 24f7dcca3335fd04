"""The commands for authors: new, lint, test, kinds, explain, plugins, schema."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import click
import jsonschema
import pytest

from conftest import ROOT
from gouji.backtracking import Growth, growth
from gouji.cli import gouji as group
from gouji.cli import main as command_line
from gouji.cli.language import problem as problem_said
from gouji.errors import GoujiError
from gouji.host import Host
from gouji.rulebook.described import parameters_of
from gouji.rulebook.schemas import SCHEMAS
from gouji_rules.gid.checks import CHECKS
from pack_files import FORM, PACK, RULE, pack_with_form

PACKS = [ROOT / "rules" / "gouji_rules" / name for name in ("gid", "example_province")]
PACKS += [ROOT / "tests" / "packs" / name for name in ("water", "shuizhi")]


def run(*arguments: str | Path) -> int:
    """Run a command in this process."""
    return int(group.main(["--no-plugins" if a == "own" else str(a) for a in arguments], standalone_mode=False) or 0)


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("what", ["plugin", "pack", "reader", "writer"])
def test_what_is_new_has_tests_that_pass(empty: Path, what: str) -> None:
    assert run("new", what, f"acme-{what}") == 0
    done, typed = _pytest(empty / f"acme-{what}"), _mypy(empty / f"acme-{what}")

    assert done.returncode == 0, done.stdout
    assert typed.returncode == 0, typed.stdout


@pytest.mark.slow
def test_a_new_rule_in_python_has_tests_that_pass(empty: Path) -> None:
    assert run("new", "rule", "acme/hotline", "--python") == 0
    done = _pytest(empty / "acme")

    assert done.returncode == 0, done.stdout


def _mypy(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mypy", "--cache-dir", str(folder / ".mypy_cache")]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def _pytest(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "."]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_a_new_rule_is_an_overlay_whose_cases_pass(empty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("new", "rule", "acme/hotline") == 0
    assert run("test", "acme") == 0
    assert run("lint", "acme") == 0

    said = capsys.readouterr().out
    assert "acme: 2 cases of 1 rules, 0 failed" in said
    assert "acme: 0 mistakes, 0 notes" in said


def test_a_new_pack_is_checked_tested_and_looked_through(empty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("new", "pack", "acme-books") == 0
    assert run("lint", "acme-books/acme_books") == 0
    assert run("test", "acme-books/acme_books", "--verbose") == 0
    assert (empty / "acme-books" / "sample.html").is_file()

    said = capsys.readouterr().out
    assert "acme_books: 0 mistakes, 0 notes" in said
    assert "one loan is lost: as it must be" in said


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("rule", "hotline"), "write PACK/hotline"),
        (("plugin", "Acme"), "small letters"),
        (("plugin", "a/b"), "only a rule"),
        (("rule", "acme/x", "--form", "gid-2012"), 'no form "gid-2012"'),
        (("rule", "gid/x"), "gid: this name is taken by a pack"),
        (("rule", "acme/class", "--python"), "class: Python could not import it"),
        (("plugin", "import"), "import: Python could not import it"),
        (("reader", "os"), "os: this name is taken by a module of Python"),
        (("writer", "docx"), "docx: this name is taken by a plugin"),
        (("writer", "bulletin"), "bulletin: this name is taken by an output format"),
        (("pack", "gid"), "gid: this name is taken by a plugin"),
        (("pack", "图书馆"), "图书馆: a name is made of small letters"),
        (("plugin", "1st"), "1st: a name is made of small letters"),
    ],
)
def test_a_wrong_name_is_refused(empty: Path, arguments: tuple[str, ...], problem: str) -> None:
    with pytest.raises(click.ClickException, match=problem):
        run("new", *arguments)

    assert not list(empty.iterdir())


def test_nothing_is_overwritten(empty: Path) -> None:
    (empty / "acme" / "rules").mkdir(parents=True)
    (empty / "acme" / "rules" / "hotline.toml").write_text("mine", encoding="utf-8")

    with pytest.raises(click.ClickException, match="exists already"):
        run("new", "rule", "acme/hotline")
    assert (empty / "acme" / "rules" / "hotline.toml").read_text(encoding="utf-8") == "mine"


SUM = RULE.replace('"requests"', '"samples"').replace("new_received == total_processed", "lead == all")
SECTION_AGAIN = '[[section]]\nid = "more"\nnumeral = "2"\nheading = "Results"\n\n[[table]]'
WORDS = RULE.partition("kind =")[0].replace('"balance"', '"words"') + 'kind = "topics"\n'
TOPIC = 'topics = [{{ name = "x", words = ["x"], none = \'{}\' }}]\n'


def _linted(folder: Path, rules: str, capsys: pytest.CaptureFixture[str], form: str = FORM, head: str = PACK) -> str:
    pack_with_form(folder, form, rules, head + 'locale = "en"\n')
    run("lint", folder)
    return capsys.readouterr().out


def test_lint_says_all_mistakes_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = SUM.replace("lead ==", "laed ==") + SUM.replace('"balance"', '"other"').replace('"identity"', '"identiti"')
    said = _linted(tmp_path, wrong, capsys)

    assert 'no row or sum "laed" in table samples; did you mean "lead"?' in said
    assert 'no kind "identiti"; did you mean "identity"?' in said
    assert ": 2 mistakes," in said


def test_lint_speaks_the_language_of_the_console(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")

    said = _linted(tmp_path, SUM.replace('"major"', '"mayor"'), capsys)
    assert "severity：没有名为“mayor”的程度；是否指“major”？" in said
    assert "没有以 pass 结束的用例；请写在 cases/balance.toml" in _linted(tmp_path, SUM, capsys)


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("a/pack.toml:3: id is missing", "a/pack.toml:3：缺少 id"),
        ("a.toml:3: a/x: kind is missing, or check", "a.toml:3：a/x：缺少 kind 或 check"),
        ("r.csv:1: the column id is missing", "r.csv:1：缺少“id”列"),
        ('x.toml:2: rows.0: no row "al" in table t; did you mean "all"?', "x.toml:2：rows.0：没有名为“al”的行（表 t）；是否指“all”？"),
        ("plugin a: has no hook; a function marked with @hookimpl is needed", "插件 a：没有钩子；须有以 @hookimpl 标注的函数"),
    ],
)  # fmt: skip
def test_an_error_begins_with_its_place_in_both_languages(
    monkeypatch: pytest.MonkeyPatch, english: str, chinese: str
) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")

    assert problem_said(english) == chinese


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ('sections = 3\ntopics = [{ name = "x", words = ["x"] }]', "sections: is a list in brackets, not 3"),
        ('topics = [{ name = 4, words = ["x"] }]', "is text in quotes, or in both languages { zh = …, en = … }, not 4"),
        ("topics = [3]", "is a table in braces, not 3"),
    ],
)
def test_a_wrong_value_is_told_as_toml_has_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], value: str, problem: str
) -> None:
    assert problem in _linted(tmp_path, WORDS + value, capsys)


@pytest.mark.parametrize(
    ("rules", "form", "problem"),
    [
        (SUM, FORM, "no case ends with pass; write one in cases/balance.toml"),
        (SUM + SUM.replace('"balance"', '"again"'), FORM, "checks the same as acme/balance"),
        (SUM, FORM.replace('label = "All"', 'label = "Lead"'), "bears the same label as lead"),
        (SUM, FORM.replace("[[table]]", SECTION_AGAIN, 1), "is also that of section results"),
        (WORDS + TOPIC.format("(a+)+b"), FORM, "a repetition within a repetition"),
    ],
)
def test_lint_says_what_is_left_undone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], rules: str, form: str, problem: str
) -> None:
    assert problem in _linted(tmp_path, rules, capsys, form)


def test_lint_says_years_of_two_forms_and_of_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _linted(tmp_path, SUM, capsys)
    other = FORM.replace("water-2020", "water-2015").replace("first_year = 2020", "first_year = 2015\nlast_year = LAST")
    for last, problem in ((2020, "2020 is also a year of form water-2015"), (2018, "no form is for 2019")):
        (tmp_path / "forms" / "old.toml").write_text(other.replace("LAST", str(last)), encoding="utf-8")
        run("lint", tmp_path)

        assert problem in capsys.readouterr().out


def test_lint_asks_for_both_languages_where_a_pack_speaks_both(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = SUM.replace('{ zh = "平衡", en = "Balances" }', '"Balances"')

    assert "title: is the same in both" in _linted(tmp_path, one, capsys, head=PACK + 'languages = ["zh", "en"]\n')
    assert "same in both" not in _linted(tmp_path, one, capsys, head=PACK + 'languages = ["en"]\n')


def test_lint_of_one_file_says_only_what_is_in_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _linted(tmp_path, SUM, capsys)
    run("lint", tmp_path / "forms" / "water.toml")

    assert ": 0 mistakes, 0 notes" in capsys.readouterr().out


@pytest.mark.slow
def test_the_pack_of_this_distribution_is_clean(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("lint", "gid") == 0
    assert "gid: 0 mistakes, 0 notes" in capsys.readouterr().out


def test_a_failing_case_is_named_with_its_line(empty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("new", "rule", "acme/hotline")
    path = empty / "acme" / "cases" / "hotline.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"12345"\n\n', '"1234"\n\n'), encoding="utf-8")

    assert run("test", "acme") == 1
    assert run("lint", "acme") == 1
    assert "acme/cases/hotline.toml:2: acme/hotline: it is named: outcome is fail, not pass" in capsys.readouterr().out


def test_test_wants_a_pack_with_cases(empty: Path) -> None:
    with pytest.raises(GoujiError, match=r"holds no pack\.toml"):
        run("test")
    with pytest.raises(GoujiError, match='did you mean "gid"'):
        run("test", "gidd")
    run("new", "pack", "acme-books")
    with pytest.raises(GoujiError, match=r'acme-books: holds no pack\.toml; did you mean "acme-books/acme_books"'):
        run("test", "acme-books")


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["new", "rul", "acme/x"], "did you mean 'rule'?"),
        (["schema", "Rule"], "did you mean 'rule'?"),
        (["check", "x", "--fail-on", "majr"], "did you mean 'major'?"),
        (["check", "x.txt", "--format", "jsn"], 'no output format "jsn"; did you mean "json"?'),
        (["plugins", "--plugin", "htm"], 'no installed plugin "htm"; did you mean "html"?'),
        (["plugins", "--plugin", "nope"], 'no installed plugin "nope"'),
        (["rules", "--page", "x"], "No such option '--page'. Did you mean '--pages'?"),
        (["rules", "--zzz"], "No such option '--zzz'."),
        (["check", "x.txt", "--config", "."], ".: cannot be read: Is a directory"),
        (["portable", "made", "--python", "x.txt"], "x.txt: is no archive of Python, or is damaged"),
    ],
)
def test_what_is_misspelt_is_told_with_what_is_right(
    empty: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], problem: str
) -> None:
    Path("x.txt").write_text("x", encoding="utf-8")
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.setattr(sys, "argv", ["gouji", *arguments])

    assert command_line() == 2
    assert capsys.readouterr().err.endswith(f"{problem}\n")
    assert [path.name for path in empty.iterdir()] == ["x.txt"]


SLOW = {
    Growth.ENDLESS: [
        "(a+)+", "(?:a*b?)*", "(?:x|(?:y+))+", "(?:a+,?)+$", "((?:ab)*)*", "(?:.*,)*x", "(?:a{1,9})+$", "(a|a)*$", "(a|ab|b)*c",
        r"(\w+\s?)*!", "(?:a?b?)*c", r"(x+x+)+y", "(?=(a+)+b)", "([^。]*。?)*完", "^(([a-z])+.)+[A-Z]([a-z])+$",
    ],
    Growth.SQUARE: [
        ".*,.*;", r"\d+\d+x", r"^\s*\s*x", ".*.*=.*", "^.*foo.*bar", "[^。]*没有[^。]*热线", r"\w*\d*年", r"\s*[;,]?\s*x", r"\d*\.?\d*元",
        "(?:共|计)?.*件.*次",
    ],
    Growth.TRAILING: [r"\s+$", r"^\s+|\s+$", r"[ \t]*$"],
}  # fmt: skip
QUICK = [
    "a+b+", "(?:a+,)+", "(?:ab){2,5}", "[^。]*。", "(?:a|b)+", "(?:a+b)*", r"(\d+,)*", "(?:x{2})+", "(第[^章]*章)+", ".*", ".*x",
    r"\d+年.*", r"^\s*x\s*$", "a{0,30}b{0,30}", r"(?:\d{1,3},)*\d{3}", r"\d+(?:\.\d+)?%", "热线.*12345", "[^,]*,[^,]*,[^,]*;", "(?:a++)+b",
    "(?>a+)+b", r"\d+\s*件", "(?:(?:甲|乙)+、)*丙", r"^(?:\s*\d)+$", r"(?m)^\s+x", "(a)?(?(1)b|c)*d", "a.*b.*", "(?s).+", "x?y?z?",
]  # fmt: skip


@pytest.mark.parametrize(("wanted", "pattern"), [(grows, pattern) for grows, each in SLOW.items() for pattern in each])
def test_patterns_whose_time_outgrows_the_line_are_known(wanted: Growth, pattern: str) -> None:
    assert growth(pattern) is wanted


@pytest.mark.parametrize("pattern", QUICK)
def test_patterns_that_end_in_time_are_left_alone(pattern: str) -> None:
    assert growth(pattern) is None


def test_a_kind_is_explained_with_every_parameter(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("explain", "share") == 0
    said = capsys.readouterr().out

    assert "most  (number, required)" in said
    assert "e.g. 0." in said
    assert "gid/corrected-share" in said
    with pytest.raises(click.ClickException, match='no rule or kind "shre"; did you mean "share"'):
        run("explain", "shre")


def test_kinds_are_listed_in_words_and_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("kinds") == 0
    assert "Compare the share of the part" in capsys.readouterr().out
    assert run("kinds", "--json") == 0
    kinds = json.loads(capsys.readouterr().out)

    assert {"name", "plugin", "about", "parameters", "rules"} == set(kinds[0])


def test_every_parameter_has_a_meaning_and_an_example_or_a_default(host: Host) -> None:
    for kind, _ in host.kinds.values():
        rules = [rule for rule in host.rules if host.kind_of(rule) is kind]
        for each in parameters_of(kind, rules):
            assert each.meaning, (kind.name, each.name)
            assert each.example or not each.required, (kind.name, each.name)


def test_plugins_are_traced(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("plugins", "--trace", "own") == 0
    said = capsys.readouterr().out

    assert "rule_kinds  cells            gouji_plugins.kinds.cells (__init__.py:" in said
    assert "writers     csv              gouji_plugins.writers.csv (csv.py:" in said


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
def test_every_pack_fits_the_schemas(host: Host, pack: Path) -> None:
    kinds = [kind for kind, _ in host.kinds.values()]
    files = {"pack": ["pack.toml"], "form": ["forms/*.toml"], "rule": ["rules/*.toml"]}
    for name, patterns in files.items():
        validator = jsonschema.Draft7Validator(SCHEMAS[name](kinds, CHECKS))
        for path in [path for pattern in patterns for path in pack.glob(pattern)]:
            problems = [error.message for error in validator.iter_errors(_toml(path))]

            assert not problems, path


HEAD = 'id = "a"\nversion = "1"\ntitle = "A"\n'
CHANGE = '[rules."gid/zero-fill"]\n'
FAULTY = [
    ("pack", HEAD + 'local = "zh"'), ("pack", HEAD + "api = 1"), ("pack", HEAD + 'languages = "zh"'),
    ("pack", HEAD.replace('title = "A"', 'title = { zh = "A" }')), ("pack", HEAD.replace('version = "1"\n', "")),
    ("pack", HEAD + '[scoring]\nmodel = "deductions"'), ("pack", HEAD + "[scoring]\npoint = {}"),
    ("pack", HEAD + '[themes.structure]\nweight = "4"'),
    ("form", FORM.replace('label = "All"', 'lable = "All"')), ("form", FORM.replace("first_year = 2020", 'first_year = "2020"')),
    ("form", FORM.replace('layout = "rows"', 'layout = "row"')), ("form", FORM.replace('heading = "', 'haeding = "')),
    ("rule", SUM.replace("each =", "eech =")), ("rule", SUM.replace('"major"', '"mayor"')), ("rule", SUM.replace("[[rule]]", "[rule]")),
    ("rule", SUM.replace("theme =", "topic =")), ("rule", SUM.replace('"identity"', '"identiti"')), ("rule", SUM + "may_fail = 0"),
    ("rule", SUM + 'check = "own"'), ("rule", WORDS + 'sections = "overview"\ntopics = []'), ("rule", WORDS + 'topics = [{ nome = "x" }]'),
    ("config", CHANGE + 'severity = "mayor"'), ("config", CHANGE + 'severty = "minor"'), ("config", CHANGE + "enabled = 1"),
    ("config", CHANGE), ("config", CHANGE + "sections = 3"), ("config", "[limits]\npages = true"),
    ("config", "[limit]\npages = 3"), ("config", '[themes.structure]\nwieght = 1'), ("config", '[decisions]\nleger = "x"'),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text"), FAULTY)
def test_schemas_refuse_what_gouji_refuses(host: Host, name: str, text: str) -> None:
    kinds = [kind for kind, _ in host.kinds.values()]

    assert not jsonschema.Draft7Validator(SCHEMAS[name](kinds)).is_valid(tomllib.loads(text))


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_are_printed(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("schema", name) == 0

    jsonschema.Draft7Validator.check_schema(json.loads(capsys.readouterr().out))


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def test_pages_of_any_packs_rules_are_written(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "mine.md").write_text("mine", encoding="utf-8")
    assert run("rules", "--pack", ROOT / "tests" / "packs" / "water", "--pages", tmp_path / "pages") == 0

    assert "Few samples at the taps fail" in (tmp_path / "pages" / "arithmetic.md").read_text(encoding="utf-8")
    assert (tmp_path / "pages" / "mine.md").read_text(encoding="utf-8") == "mine"


def test_timings_name_readers_and_rules(empty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("new", "report", "sample", "--form", "gid-2021") == 0
    assert (
        run("check", "sample.html", "--select", "gid/review-total,gid/title-form", "--timings", "--exit-zero", "-q")
        == 0
    )
    said = capsys.readouterr().out

    assert "reader html" in said
    assert "1 rule gid/review-total" in said
    assert "1 binding" in said
    assert "2 results" in said
