import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from gouji import Evidence, EvidenceKind, Finding, Language, Run, Text
from gouji.cli.parse import report_data
from gouji.decisions.runs import PastRun
from gouji_plugins.writers import json as format_json
from gouji_plugins.writers.json import MOST_FINDINGS, WINDOW, writers
from scorecard_report import report
from scorecard_run import sample_run


def schema(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(files("gouji").joinpath("schemas", f"{name}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(data)
    return data


def written(run: Run, folder: Path) -> dict[str, Any]:
    writers()[0].write(run, folder)
    data: dict[str, Any] = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    return data


def test_the_plugin_writes_json() -> None:
    assert [writer.format for writer in writers()] == ["json"]


@pytest.mark.parametrize("started", ["", "2024-02-01T09:00:00+08:00"])
def test_run_json_keeps_its_schema(tmp_path: Path, started: str) -> None:
    data = written(sample_run(started=started), tmp_path)

    Draft202012Validator(schema("run")).validate(data)
    assert ("started" in data) is bool(started)


def test_keys_stand_in_the_order_of_the_design(tmp_path: Path) -> None:
    data = written(sample_run(), tmp_path)
    report = data["reports"][0]
    finding = report["results"][1]["findings"][0]

    assert list(data) == ["schema", "gouji", "plugins", "packs", "host", "settings", "reports", "batch", "totals",
        "rules", "decisions",
    ]  # fmt: skip
    assert list(report)[:9] == ["source", "sha256", "status", "reason", "pack", "form", "agency", "year", "published"]
    assert list(finding)[:5] == ["message", "expected", "actual", "fingerprint", "evidence_fingerprint"]
    assert finding["evidence"][0] == {
        "kind": "cell", "source": report["source"], "table": "review", "row": "reconsideration", "column": "upheld", "section": None,
        "raw": "10", "page": 4, "line": None, "bbox": [72.0, 90.5, 120.0, 104.0], "confidence": 1.0,
    }  # fmt: skip


def test_messages_are_in_the_language_of_the_run(tmp_path: Path) -> None:
    data = written(sample_run(Language.EN), tmp_path)

    assert data["reports"][0]["results"][1]["findings"][0]["message"].startswith("Reconsideration: the parts sum to 11")
    assert data["reports"][4]["reason"] == "It holds no readable text."


def test_totals_add_up(tmp_path: Path) -> None:
    totals = written(sample_run(), tmp_path)["totals"]

    assert (totals["reports"], totals["checked"], totals["unreadable"], totals["not_a_report"]) == (6, 4, 1, 1)
    assert totals["outcomes"] == {
        "pass": 6, "fail": 9, "review": 4, "not_applicable": 2, "not_checked": 2, "error": 2,
    }  # fmt: skip
    assert totals["failed"] == {"critical": 2, "major": 3, "minor": 2, "advice": 2}
    assert totals["findings"] == {"critical": 4, "major": 3, "minor": 10, "advice": 2}
    assert totals["places"] == {"fail": 19, "review": 4}


def test_scores_have_two_decimals(tmp_path: Path) -> None:
    data = written(sample_run(), tmp_path)

    assert [report["score"] for report in data["reports"]] == [79.0, 79.0, 100.0, None, None, None]


def test_same_run_same_bytes_and_any_text_can_be_written(tmp_path: Path) -> None:
    run = sample_run()
    odd = replace(run.reports[4], reason=Text("半个字符\udc80\x00", ""))
    run = replace(run, reports=(*run.reports[:4], odd, run.reports[5]))
    data = written(run, tmp_path)
    first = (tmp_path / "run.json").read_bytes()
    writers()[0].write(run, tmp_path)

    assert data["reports"][4]["reason"] == "半个字符\udc80\x00"
    assert (tmp_path / "run.json").read_bytes() == first
    assert first.endswith(b"}\n")
    assert "示例市公安局".encode() in first


def test_findings_are_cut_and_all_are_named(tmp_path: Path) -> None:
    run = sample_run()
    many = tuple(Finding(f"第 {n} 处", fingerprint=f"f{n}") for n in range(50))
    flooded = replace(run.reports[0], results=(replace(run.reports[0].results[0], findings=many),))
    result = written(replace(run, reports=(flooded,)), tmp_path)["reports"][0]["results"][0]

    assert [finding["fingerprint"] for finding in result["findings"]] == [f"f{n}" for n in range(MOST_FINDINGS)]
    assert result["fingerprints"] == [f"f{n}" for n in range(50)]
    assert result["places"] == 50


@pytest.mark.parametrize(
    ("text", "span", "shown"),
    [
        ("短文", None, "短文"),
        ("长" * 1_000, None, "长" * 2 * WINDOW + "…"),
        ("前" * 300 + "错字" + "后" * 300, (300, 302), "…" + "前" * WINDOW + "错字" + "后" * WINDOW + "…"),
        ("错字" + "后" * 300, (0, 2), "错字" + "后" * WINDOW + "…"),
        ("前" * WINDOW + "错字", (WINDOW, WINDOW + 2), "前" * WINDOW + "错字"),
    ],
)
def test_a_long_text_is_cut_to_what_stands_round_the_place(
    tmp_path: Path, text: str, span: tuple[int, int] | None, shown: str
) -> None:
    run = sample_run()
    found = Finding("错字", Evidence(EvidenceKind.TEXT, text, span=span))
    checked = replace(run.reports[0], results=(replace(run.reports[0].results[0], findings=(found,)),))
    result = written(replace(run, reports=(checked,)), tmp_path)["reports"][0]["results"][0]

    assert result["findings"][0]["evidence"][0]["raw"] == shown


def test_a_rule_that_broke_tells_where(tmp_path: Path) -> None:
    results = written(sample_run(), tmp_path)["reports"][0]["results"]

    assert [result["plugin"] for result in results if result["traceback"]] == ["示例插件"]
    assert [result["traceback"] for result in results if result["outcome"] == "error"] == ["Traceback /home/x"]


def test_results_across_reports_name_the_reports(tmp_path: Path) -> None:
    run = sample_run()
    sources = tuple(checked.source for checked in run.reports[:2])
    data = written(replace(run, batch=(*run.batch, replace(run.batch[0], reports=sources))), tmp_path)

    assert [result["reports"] for result in data["batch"]] == [[], list(sources)]


def test_many_reports_stand_beside_it_one_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run, folder = sample_run(), tmp_path / "many"
    folder.mkdir()
    whole = written(run, tmp_path)
    monkeypatch.setattr(format_json, "PART", len(run.reports) - 1)
    data = written(run, folder)

    assert data == whole | {"reports": []}
    assert sorted(path.name for path in folder.iterdir()) == [
        "reports-0001.jsonl",
        "reports-0002.jsonl",
        "run.json",
    ]
    assert list(PastRun.read(folder).reports) == whole["reports"]
    Draft202012Validator(schema("run")).validate(data)


def test_a_parsed_report_keeps_its_schema() -> None:
    data = json.loads(json.dumps(report_data(report(), Language.ZH)))

    Draft202012Validator(schema("report")).validate(data)
