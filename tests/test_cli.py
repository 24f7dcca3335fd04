"""The command line as a user meets it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import jsonschema
import pytest

import gouji
from gouji.cli.outcome import exit_code

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "reports_in"
CLEAN = SAMPLES / "示例市教育局_2024.docx"
FAULTY = SAMPLES / "示例市住房和城乡建设局_2020.html"
FOREIGN = SAMPLES / "示例_会议通知.html"


def _gouji(
    *arguments: str | Path, cwd: Path, given: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command; what stands in the file `given` comes through its standard input."""
    return subprocess.run(
        [sys.executable, "-m", "gouji", *map(str, arguments)], cwd=cwd, env={**os.environ, **environment},
        input=given.read_text(encoding="utf-8") if given else None, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_version(tmp_path: Path) -> None:
    done = _gouji("--version", cwd=tmp_path)

    assert done.stdout == f"gouji {version('gouji')}\n"


def test_starting_up_imports_nothing_heavy(tmp_path: Path) -> None:
    heavy = (
        "pandas",
        "pdfplumber",
        "lxml",
        "docx",
        "jinja2",
        "pydantic",
        "rich",
        "pluggy",
        "gouji.host",
        "gouji.layout",
    )
    code = f"import sys, gouji, gouji.cli; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_the_version_costs_hardly_more_than_what_it_is_made_of(tmp_path: Path) -> None:
    bare = min(_seconds(["-c", "import json, re, click"], tmp_path) for _ in range(5))
    version = min(_seconds(["-m", "gouji", "--version"], tmp_path) for _ in range(5))

    assert version <= 2.2 * bare


def _seconds(arguments: list[str], folder: Path) -> float:
    """Return the CPU time that Python takes for these arguments."""
    resource = pytest.importorskip("resource", reason="only POSIX tells the time of a process that has ended")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], cwd=folder, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return float(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def test_a_report_may_come_through_the_standard_input(tmp_path: Path) -> None:
    done = _gouji("check", "-", "--stdin-name", "送审/住建局.html", "--verbose", cwd=tmp_path, given=FAULTY)
    report = json.loads((tmp_path / "gouji_out/run.json").read_text(encoding="utf-8"))["reports"][0]
    messages = [finding["message"] for result in report["results"] for finding in result["findings"]]

    assert (done.returncode, report["source"]) == (1, "送审/住建局.html")
    assert done.stdout.splitlines()[-1].startswith("共 1 个文件")
    assert messages
    assert all(message in done.stdout for message in messages)


def test_what_is_named_and_holds_nothing_is_said(tmp_path: Path) -> None:
    nothing = tmp_path / "nothing"
    nothing.touch()

    options = ("--format", "json", "--ledger", "typo.sqlite")
    done = _gouji("check", "-", *options, cwd=tmp_path, given=nothing, LC_ALL="en_US.UTF-8")

    assert done.returncode == 3
    assert "typo.sqlite: no ledger is there yet" in done.stderr
    assert done.stdout.splitlines()[-1] == "1 file: 0 checked, 1 unreadable, 0 not an annual report. Result: gouji_out"
    assert "stdin-name" in _gouji("check", CLEAN, "--stdin-name", "a.html", cwd=tmp_path).stderr


def test_a_rule_that_breaks_is_said_once_with_what_broke(tmp_path: Path) -> None:
    (tmp_path / "acme.py").write_text(
        "from gouji import hookimpl, rule\n"
        "@rule('acme/odd', title='t', basis='b', severity='minor', theme='structure')\n"
        "def odd(report):\n"
        "    yield 1 / 0\n"
        "@hookimpl\n"
        "def rules():\n"
        "    return [odd]\n",
        encoding="utf-8",
    )
    done = _gouji("check", CLEAN, FAULTY, "--plugins-dir", ".", "--select", "acme", "--format", "json", cwd=tmp_path)
    said = [line for line in done.stderr.splitlines() if "acme/odd" in line]

    assert done.returncode == 3
    assert len(said) == 1
    assert "ZeroDivisionError" in said[0]
    assert "2 处结果" in said[0]


def test_a_clean_report_exits_0_a_faulty_one_1(tmp_path: Path) -> None:
    assert _gouji("check", CLEAN, cwd=tmp_path).returncode == 0
    assert _gouji("check", FAULTY, cwd=tmp_path).returncode == 1
    assert _gouji("check", FAULTY, "--ignore", "arithmetic", cwd=tmp_path).returncode == 0


def test_fail_on_sets_how_severe_a_finding_must_be(tmp_path: Path) -> None:
    faulty = SAMPLES / "示例市水利局_2023.docx"

    assert _gouji("check", faulty, cwd=tmp_path).returncode == 0
    assert _gouji("check", faulty, "--fail-on", "minor", cwd=tmp_path).returncode == 1


SLOW_READER = """
from gouji import UnreadableReport, hookimpl

@hookimpl
def read(source):
    if source.suffix == ".slow":
        source.at_page(2, 3)
        raise UnreadableReport("慢 / slow")
"""


@pytest.mark.parametrize(("options", "shown"), [((), ["甲.slow：识别第 2 页，共 3 页"]), (("--quiet",), [])])
def test_pages_that_take_long_are_told_unless_quiet(tmp_path: Path, options: tuple[str, ...], shown: list[str]) -> None:
    (tmp_path / "plugins").mkdir()
    (tmp_path / "plugins" / "slow.py").write_text(SLOW_READER, encoding="utf-8")
    (tmp_path / "甲.slow").write_text("x", encoding="utf-8")
    done = _gouji("check", "甲.slow", "--plugins-dir", "plugins", *options, cwd=tmp_path)

    assert done.stderr.splitlines() == [*shown, "gouji: 甲.slow: 慢"]


def test_an_unreadable_file_is_named_the_others_are_checked_and_the_code_is_3(tmp_path: Path) -> None:
    folder = tmp_path / "报告 2024"
    folder.mkdir()
    (folder / CLEAN.name).write_bytes(CLEAN.read_bytes())
    (folder / "截断.docx").write_bytes(CLEAN.read_bytes()[:3000])
    (folder / "空.txt").write_bytes(b"")
    (folder / FOREIGN.name).write_bytes(FOREIGN.read_bytes())

    done = _gouji("check", folder, "--quiet", cwd=tmp_path)

    assert done.returncode == 3
    assert done.stdout == ""
    assert [line.split(": ")[:2] for line in done.stderr.splitlines()] == [
        ["gouji", "报告 2024/截断.docx"],
        ["gouji", "报告 2024/空.txt"],
    ]
    run = json.loads((tmp_path / "gouji_out" / "run.json").read_text(encoding="utf-8"))
    status = {report["source"].split("/")[1]: report["status"] for report in run["reports"]}
    assert status == {
        CLEAN.name: "checked", "截断.docx": "unreadable", "空.txt": "unreadable", FOREIGN.name: "not_a_report",
    }  # fmt: skip
    assert all(report["reason"] for report in run["reports"] if report["status"] != "checked")


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["check", "nowhere.pdf"], "nowhere.pdf"),
        (["check"], "reports_in"),
        (["check", CLEAN, "--format", "pptx"], "pptx"),
        (["check", CLEAN, "--select", "gid/no-such-rule"], "gid/no-such-rule"),
        (["check", CLEAN, "--lang", "fr"], "--lang"),
        (["check", CLEAN, "--config", "nowhere.toml"], "nowhere.toml"),
        (["check", CLEAN, "--plugins-dir", "nowhere"], "nowhere"),
        (["explain", "no-such-rule"], "no-such-rule"),
        (["explain", "reveiw-total"], 'no rule or kind "reveiw-total"; did you mean "gid/review-total"?'),
        (["check", CLEAN, "--select", "gid/reveiw-total"], 'did you mean "gid/review-total"?'),
        (["forms", "gid-2022"], 'no form "gid-2022"; did you mean "gid-2021"?'),
        (["chekc"], 'no command "chekc"; did you mean "check"?'),
        (["rules", "--pack", "gdi"], 'gdi: holds no pack.toml, and no installed pack "gdi"; did you mean "gid"?'),
        (["schema", "nothing"], "nothing"),
        (["nonsense"], "nonsense"),
    ],
)
def test_wrong_usage_is_one_line_and_code_2(tmp_path: Path, arguments: list[str | Path], problem: str) -> None:
    done = _gouji(*arguments, cwd=tmp_path, LC_ALL="en_US.UTF-8")

    assert done.returncode == 2
    assert done.stderr.startswith("gouji: ")
    assert len(done.stderr.splitlines()) == 1
    assert problem in done.stderr
    assert not (tmp_path / "gouji_out").exists()


def test_a_folder_with_other_peoples_files_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "文档").mkdir()
    (tmp_path / "文档" / "信.txt").write_text("留着", encoding="utf-8")

    done = _gouji("check", CLEAN, "--out", "文档", cwd=tmp_path)

    assert done.returncode == 2
    assert "文档" in done.stderr
    assert (tmp_path / "文档" / "信.txt").read_text(encoding="utf-8") == "留着"


def test_what_a_person_put_into_the_output_folder_stays_there(tmp_path: Path) -> None:
    _gouji("check", CLEAN, cwd=tmp_path)
    (tmp_path / "gouji_out" / "备注.txt").write_text("已电话核实", encoding="utf-8")
    _gouji("check", FAULTY, cwd=tmp_path)

    names = {path.name for path in (tmp_path / "gouji_out").iterdir()}
    assert {"index.html", "reports", "run.json", "备注.txt"} <= names
    assert [FAULTY.stem in page.name for page in (tmp_path / "gouji_out" / "reports").iterdir()] == [True]


def test_same_input_same_bytes_with_one_worker_and_with_two(tmp_path: Path) -> None:
    for out, jobs in (("a", "1"), ("b", "2")):
        _gouji("check", SAMPLES, "--reproducible", "--out", out, "--jobs", jobs, "--quiet", cwd=tmp_path)

    first = {p.relative_to(tmp_path / "a"): p.read_bytes() for p in sorted((tmp_path / "a").rglob("*")) if p.is_file()}
    second = {p.relative_to(tmp_path / "b"): p.read_bytes() for p in sorted((tmp_path / "b").rglob("*")) if p.is_file()}
    assert first == second
    assert len(first) > 10
    text = first[Path("run.json")].decode()
    assert str(tmp_path) not in text
    assert str(ROOT) not in text


def test_run_json_and_parse_json_keep_their_schemas(tmp_path: Path) -> None:
    _gouji("check", SAMPLES, "--quiet", cwd=tmp_path)
    run = json.loads((tmp_path / "gouji_out" / "run.json").read_text(encoding="utf-8"))
    lines = _gouji("parse", "--json", CLEAN, FAULTY, cwd=tmp_path).stdout.splitlines()

    jsonschema.validate(run, json.loads(_gouji("schema", "run", cwd=tmp_path).stdout))
    schema = json.loads(_gouji("schema", "report", cwd=tmp_path).stdout)
    assert len(lines) == 2
    for line in lines:
        jsonschema.validate(json.loads(line), schema)


def test_parse_shows_what_was_read(tmp_path: Path) -> None:
    done = _gouji("parse", CLEAN, cwd=tmp_path)

    assert done.returncode == 0
    assert "示例市教育局" in done.stdout
    assert "现行有效件数" in done.stdout


def test_parse_names_what_cannot_be_read_and_goes_on(tmp_path: Path) -> None:
    done = _gouji("parse", FOREIGN, CLEAN, "--json", cwd=tmp_path)

    assert done.returncode == 3
    assert FOREIGN.name in done.stderr
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_explain_says_what_why_and_on_which_ground(tmp_path: Path, lang: str) -> None:
    done = _gouji("explain", "review-total", "--lang", lang, cwd=tmp_path)

    assert done.returncode == 0
    assert "gid/review-total" in done.stdout
    assert "〔2021〕30号" in done.stdout
    assert ("Why" if lang == "en" else "为什么") in done.stdout


def test_rules_and_plugins_are_listed(tmp_path: Path) -> None:
    listed = json.loads(_gouji("rules", "--json", cwd=tmp_path).stdout)

    assert {"gid/review-total", "gid/zero-fill", "gid/body-year"} <= {rule["id"] for rule in listed}
    assert "gid/review-total" in _gouji("rules", cwd=tmp_path).stdout
    assert "equations" in _gouji("plugins", cwd=tmp_path).stdout


def test_kinds_and_forms_are_listed_by_the_names_that_rules_use(tmp_path: Path) -> None:
    kinds = {line.split()[0]: line for line in _gouji("kinds", cwd=tmp_path).stdout.splitlines()}
    forms = _gouji("forms", cwd=tmp_path).stdout.splitlines()
    outline = [line.split()[:2] for line in _gouji("forms", "gid-2021", cwd=tmp_path).stdout.splitlines()]

    assert "equation" in kinds["identity"]
    assert [line.split()[0] for line in forms] == ["gid-2008", "gid-2019", "gid-2021"]
    assert ["section", "other_matters"] in outline
    assert ["table", "requests"] in outline
    assert ["row", "new_received"] in outline
    assert ["column", "total"] in outline
    assert ["sum", "outcomes"] in outline


def test_a_console_that_lacks_a_character_does_not_stop_the_run(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "gouji", "check", str(CLEAN)], cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}, capture_output=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0


PACK = 'id = "county"\nversion = "1"\ntitle = "County"\nextends = "gid"\n'


def test_parse_takes_packs_plugins_and_configuration(tmp_path: Path) -> None:
    reader = SLOW_READER.replace(".slow", ".acme")
    for folder, name, text in (("county", "pack.toml", PACK), ("plugins", "acme.py", reader), ("", "a.acme", "甲")):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / name).write_text(text, encoding="utf-8")
    (tmp_path / "our.toml").write_text("[limits]\nfile_bytes = 2\n", encoding="utf-8")
    options = ["--pack", "county", "--plugins-dir", "plugins"]

    assert _gouji("parse", CLEAN, *options, cwd=tmp_path).returncode == 0
    assert "慢" in _gouji("parse", "a.acme", *options, cwd=tmp_path).stderr
    assert "文件过大" in _gouji("parse", "a.acme", *options, "--config", "our.toml", cwd=tmp_path).stderr
    assert "nowhere" in _gouji("parse", CLEAN, "--pack", "nowhere", cwd=tmp_path).stderr


@pytest.mark.parametrize(("verdict", "code"), [("unassessed", 3), ("acceptable", 0), ("unacceptable", 0)])
def test_a_report_of_which_too_little_was_read_for_a_grade_leaves_the_run_incomplete(verdict: str, code: int) -> None:
    card = gouji.Scorecard(verdict=gouji.Verdict(verdict))
    checked = gouji.CheckedReport("a", "", gouji.Status.CHECKED, "a")

    assert exit_code(gouji.Run((checked,), score=lambda _: card)) == code


def test_exit_zero_says_that_findings_are_no_failure(tmp_path: Path) -> None:
    assert _gouji("check", FAULTY, "--quiet", cwd=tmp_path).returncode == 1
    assert _gouji("check", FAULTY, "--quiet", "--exit-zero", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize(("language", "said"), [("zh_CN.UTF-8", "输出文件夹；"), ("en_US.UTF-8", "Output folder;")])
def test_help_speaks_the_language_of_the_console(language: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from gouji.cli import gouji

    monkeypatch.setenv("LC_ALL", language)
    help_of_check = CliRunner().invoke(gouji, ["check", "--help"]).output

    assert said in help_of_check
    assert ("检查文件" in help_of_check) is (language != "en_US.UTF-8")


@pytest.mark.parametrize("command", [("kinds",), ("forms", "gid-2021"), ("explain", "topics")])
def test_a_reader_who_goes_away_ends_a_list_quietly(command: tuple[str, ...]) -> None:
    called = [sys.executable, "-m", "gouji", *command]
    with subprocess.Popen(called, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()

        assert process.stderr.read() == b""
    assert process.returncode == 0
