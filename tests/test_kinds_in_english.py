"""General kinds with a pack in English: every word of it is a parameter, and the locale reads the rest."""

from __future__ import annotations

import tomllib

import pytest

from gouji.checking import bind_document
from gouji.engine import run_rule
from gouji.host import Host, HostOptions, make_host
from gouji.model.document import Source
from gouji.model.report import Report

PACK = """
id = "records"
version = "1.0"
title = { zh = "示例", en = "Annual reports on public records" }
locale = "en"
languages = ["en"]
titles = ["annual report on public records"]
"""
FORM = """
id = "records-2020"
title = "Annual Report on Public Records"
first_year = 2020

[[section]]
id = "overview"
numeral = "1"
heading = "Overview"

[[section]]
id = "requests"
numeral = "2"
heading = "Requests and Appeals"
signs = ["appeals"]

[[section]]
id = "outlook"
numeral = "3"
heading = "Problems and Outlook"
signs = ["outlook"]

[[table]]
id = "requests"
title = "Requests received"
section = "requests"
layout = "rows"

[[table.block]]
rows = [
  { id = "received", label = "Received" },
  { id = "granted", label = "Granted in full", also = ["Granted"] },
  { id = "denied", label = "Denied" },
]
columns = [{ id = "persons", label = "Persons" }, { id = "firms", label = "Firms" }, { id = "total", label = "Total", total = true }]
"""
RULES = """
[[rule]]
id = "sums"
kind = "identity"
table = "requests"
each = "column"
equation = "received == granted + denied"

[[rule]]
id = "deadline"
kind = "publication_deadline"
deadlines = [{ name = { zh = "全部", en = "all agencies" }, by = ["03-01"] }]

[[rule]]
id = "labels"
kind = "row_labels"

[[rule]]
id = "columns"
kind = "table_columns"

[[rule]]
id = "sections"
kind = "required_sections"

[[rule]]
id = "order"
kind = "section_order"

[[rule]]
id = "headings"
kind = "section_headings"

[[rule]]
id = "announced"
kind = "announced_sections"
count = '(\\d) parts'
words = ["this report"]

[[rule]]
id = "problems"
kind = "topics"
sections = ["outlook"]
topics = [{ name = { zh = "问题", en = "problems" }, words = ["problem", "fell short"] }]

[[rule]]
id = "hollow"
kind = "section_empty"
section = "outlook"
preamble = 'for further information'
nothing = '^(none|not applicable)\\.?$'
fewest = 20

[[rule]]
id = "blanks"
kind = "placeholder"
words = ["insert name here"]
crosses = 'X{2,}'
fills = ' (?:requests|pages)'
"""
WORDS = 'title = "A"\nrationale = "B"\nbasis = "C"\ntheme = "records"\nseverity = "major"\n'
PAGE = """<html><head><title>Annual Report on Public Records 2023</title></head><body>
<h1>Springfield Police Department: Annual Report on Public Records 2023</h1>
<p>Published: January 15, 2024</p>
<p>This report has 3 parts.</p>
<h2>1. Overview</h2><p>We answered all requests in time and published 12 data sets.</p>
<h2>2. Requests and Appeals</h2>
<table><tr><th></th><th>Persons</th><th>Firms</th><th>Total</th></tr>
<tr><td>Received</td><td>8</td><td>2</td><td>10</td></tr>
<tr><td>Granted in full</td><td>5</td><td>1</td><td>6</td></tr>
<tr><td>Denied</td><td>3</td><td>1</td><td>4</td></tr></table>
<h2>3. Problems and Outlook</h2><p>The main problem is paper; next year we will scan the old files.</p>
</body></html>"""
BREAKING = [
    ("sums", ("<td>5</td>", "<td>4</td>")),
    ("deadline", ("January 15, 2024", "April 15, 2024")),
    ("labels", ("Granted in full", "Grantd in full")),
    ("columns", (">Firms<", ">Companies<")),
    ("sections", ("<h2>3. Problems and Outlook</h2>", "")),
    ("order", ("<h2>3. Problems", "<h2>4. Problems")),
    ("headings", ("3. Problems and Outlook", "3. Outlook")),
    ("announced", ("3 parts", "4 parts")),
    ("problems", ("main problem is", "archive still holds")),
    ("hollow", ("The main problem is paper; next year we will scan the old files.", "None.")),
    ("blanks", ("12 data sets", "XX pages of data")),
]


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Host:
    folder = tmp_path_factory.mktemp("records")
    for name, text in (("pack", PACK), ("forms/records-2020", FORM), ("rules/records", _with_words())):
        path = folder / f"{name}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return make_host(HostOptions(packs=(str(folder),), own_only=True))


def _with_words() -> str:
    both = WORDS.replace('"A"', '{ zh = "甲", en = "A" }').replace('"B"', '{ zh = "乙", en = "B" }')
    return RULES.replace("\nkind =", f"\n{both}kind =")


def _bound(host: Host, page: str) -> Report:
    return bind_document(host.read(Source("page.html", ".html", page.encode())), host)


def test_a_lawful_report_passes_every_rule(host: Host) -> None:
    report = _bound(host, PAGE)

    assert {rule.id: run_rule(report, rule).outcome.value for rule in host.rules} == {
        f"records/{rule['id']}": "pass" for rule in tomllib.loads(RULES)["rule"]
    }


@pytest.mark.parametrize(("rule_id", "change"), BREAKING, ids=[rule for rule, _ in BREAKING])
def test_one_broken_thing_is_found(host: Host, rule_id: str, change: tuple[str, str]) -> None:
    assert change[0] in PAGE
    rule = next(rule for rule in host.rules if rule.id == f"records/{rule_id}")

    result = run_rule(_bound(host, PAGE.replace(*change)), rule)

    assert result.outcome.value in ("fail", "review"), result
    assert result.findings[0].words.en


def test_each_rule_is_broken_once() -> None:
    assert [rule["id"] for rule in tomllib.loads(RULES)["rule"]] == [rule_id for rule_id, _ in BREAKING]


def test_general_kinds_alone_are_used(host: Host) -> None:
    assert all(rule.plugin in ("equations", "cells", "tables", "sections", "dates", "words") for rule in host.rules)
