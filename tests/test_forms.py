"""Forms are checked when they load, and what the parameters of rules name is checked against them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gouji.errors import PackInvalid, RuleInvalid
from gouji.host import HostOptions, make_host
from pack_files import FORM, RULE, pack_with_form


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
        (
            'layout = "rows"',
            'layout = "rows"\ncaptions = ["("]',
            '17: table.0.captions.0: "(" is no regular expression',
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
        make_host(pack_with_form(tmp_path, FORM.replace(old, new, 1)))

    assert f"/forms/water.toml:{problem}" in str(error.value)


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
        (
            'broken = "("',
            "broken: error: missing ), unterminated subpattern at position 0 (kind names of plugin acme_names broke",
        ),
        ('equation = "led"', "no row led in the equation (kind names of plugin acme_names)"),
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
    return replace(pack_with_form(folder / "pack", FORM, rule), plugins_dir=(folder / "plugins",))
