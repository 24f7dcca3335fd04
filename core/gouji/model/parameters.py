"""What rule files may set of a kind of rule, and the names that its parameters may hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationInfo
from pydantic.fields import FieldInfo

from gouji.model.form import Form, TableForm
from gouji.model.relation import Relation
from gouji.nearest import unknown

ANY = "*"
"""Stands for every row or column in a CellId."""


class Parameters(BaseModel):
    """The parameters of a kind of rule; a name that is not among them is a mistake of the rule file.

    Each is described by `Field(description=…)`, from which the table of kinds is made. What names a table, section, row,
    column, form or rule is typed so (TableId, …): a name that the rule's forms do not hold is a mistake of the rule file too.

    >>> class Least(Parameters):
    ...     '''How many there must be.'''
    ...     least: int = 1
    >>> Least(least=2)
    Least(least=2)
    >>> sorted(Least.model_fields)
    ['least']
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    def relations(self, form: Form) -> Iterable[Relation]:
        """Tell which figures of a form must agree, for those who make reports that are right; none by default."""
        return ()


@dataclass(frozen=True)
class KnownNames:
    """The names that a rule's parameters may hold: what its `forms` have, the `rules` and `all_forms` of its pack.

    >>> KnownNames((report.form,)).columns("review")
    ['upheld', 'corrected', 'other', 'pending', 'total']
    >>> KnownNames.require("row", "grnted", ["granted", "denied"])
    Traceback (most recent call last):
        ...
    ValueError: no row "grnted"; did you mean "granted"?
    """

    forms: tuple[Form, ...]
    rules: frozenset[str] = frozenset()
    all_forms: tuple[Form, ...] = ()

    @classmethod
    def of(cls, info: ValidationInfo) -> KnownNames | None:
        """Return what a validator may compare with; None outside a pack and in one without forms, where any name is right."""
        return info.context if isinstance(info.context, cls) and info.context.all_forms else None

    @staticmethod
    def require(what: str, name: str, held: Iterable[str], where: str = "") -> None:
        """Raise ValueError, with the nearest right name, where a name is not among those held.

        `what` says what it names, `where` of which part of the form, such as ` in table requests`.
        """
        held = tuple(held)
        if name not in held:
            raise ValueError(unknown(what, name, held, where))

    def of_forms(self, form_ids: Iterable[str]) -> KnownNames:
        """Return what a rule for these forms may name; a rule that lists none is for all."""
        wanted = frozenset(form_ids)
        forms = tuple(form for form in self.all_forms if not wanted or form.id in wanted)
        return KnownNames(forms, self.rules, self.all_forms)

    def tables(self, table_id: str = "") -> tuple[TableForm, ...]:
        """Return the tables of that id, one for each form that has it; all tables where none is named."""
        return tuple(t for form in self.forms for t in form.tables if not table_id or t.id == table_id)

    def rows(self, table_id: str = "") -> list[str]:
        """Return the ids of the rows of a table, of all tables where none is named."""
        return [row for table in self.tables(table_id) for row in table.rows]

    def columns(self, table_id: str = "") -> list[str]:
        """Return the ids of the columns of a table, of all tables where none is named."""
        return [column for table in self.tables(table_id) for column in table.columns]

    def sums(self, table_id: str = "") -> list[str]:
        """Return the names that a table gives to sums of rows or columns."""
        return [name for table in self.tables(table_id) for name in table.sums]


def _known(what: str, names: Callable[[KnownNames, str], Iterable[str]]) -> AfterValidator:
    """Check a name against the rule's forms; in a model with a `table`, stated before, against that table alone."""

    def check(name: str, info: ValidationInfo) -> str:
        known = KnownNames.of(info)
        if known is not None and name:
            table = _table(info)
            where = f" in table {table}" if table and what.startswith(("row", "column")) else ""
            known.require(what, name, names(known, table), where)
        return name

    return AfterValidator(check)


def _is_cell(name: str, info: ValidationInfo) -> str:
    row, dot, column = name.partition(".")
    if not dot:
        raise ValueError(f'"{name}" is no cell; write row.column, * for any')
    known = KnownNames.of(info)
    if known is not None:
        table = _table(info)
        for what, part, held in (("row", row, known.rows(table)), ("column", column, known.columns(table))):
            if part != ANY:
                known.require(what, part, held, f" in table {table}" if table else "")
    return name


def _table(info: ValidationInfo) -> str:
    """Return the table that the same model names before, empty where it names none."""
    table = (info.data or {}).get("table")
    return table if isinstance(table, str) else ""


def pattern_values(parameters: BaseModel, below: str = "") -> Iterator[tuple[str, str]]:
    """Yield the regular expressions that parameters hold, each with the parameter, the outermost of several."""
    for name, field in type(parameters).model_fields.items():
        value = getattr(parameters, name)
        is_pattern = any(each is _IS_PATTERN for each in metadata_of(field))
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, BaseModel):
                yield from pattern_values(each, below or name)
            elif is_pattern and isinstance(each, str):
                yield below or name, each


def metadata_of(field: FieldInfo) -> tuple[object, ...]:
    """Return what the types of a parameter say besides, those of its items too."""
    return (*field.metadata, *_inner_metadata(field.annotation))


def _inner_metadata(annotation: object) -> tuple[object, ...]:
    """Return what is said of the items of a tuple, and of one arm of a choice."""
    own = getattr(annotation, "__metadata__", ())
    return (*own, *(each for inner in get_args(annotation) for each in _inner_metadata(inner)))


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"is no regular expression: {error}") from error
    return pattern


TableId = Annotated[str, _known("table", lambda known, _: [table.id for table in known.tables()])]
"""A table of the rule's forms.

>>> class Own(Parameters):
...     table: TableId
>>> Own(table="requests").table
'requests'
"""
SectionId = Annotated[str, _known("section", lambda known, _: [s.id for form in known.forms for s in form.sections])]
"""A section of the rule's forms.

>>> class Own(Parameters):
...     section: SectionId
>>> Own(section="overview").section
'overview'
"""
RowId = Annotated[str, _known("row", KnownNames.rows)]
"""A row of the table named by `table` before it in the same model, else of any.

>>> class Own(Parameters):
...     row: RowId
>>> Own(row="granted").row
'granted'
"""
ColumnId = Annotated[str, _known("column", KnownNames.columns)]
"""A column, as RowId.

>>> class Own(Parameters):
...     column: ColumnId
>>> Own(column="total").column
'total'
"""
LineId = Annotated[str, _known("row or column", lambda known, t: [*known.rows(t), *known.columns(t), *known.sums(t)])]
"""A row, a column or a sum that the form names, as RowId.

>>> class Own(Parameters):
...     total: LineId
>>> Own(total="total_processed").total
'total_processed'
"""
CellId = Annotated[str, AfterValidator(_is_cell)]
"""A cell, written row.column, `*` for any row or column; as RowId.

>>> class Own(Parameters):
...     cell: CellId
>>> Own(cell="granted.total").cell
'granted.total'
"""
FormId = Annotated[str, _known("form", lambda known, _: [form.id for form in known.all_forms])]
"""A form of the pack.

>>> class Own(Parameters):
...     form: FormId
>>> Own(form="gid-2021").form
'gid-2021'
"""
RuleId = Annotated[str, _known("rule", lambda known, _: known.rules)]
"""A rule of the pack, by its full id.

>>> class Own(Parameters):
...     instead_of: RuleId
>>> Own(instead_of="gid/review-total").instead_of
'gid/review-total'
"""
_IS_PATTERN = AfterValidator(_compiles)
Pattern = Annotated[str, _IS_PATTERN]
"""A regular expression; one that does not compile is a mistake of the rule file.

>>> class Own(Parameters):
...     word: Pattern
>>> Own(word="hot[ -]?line").word
'hot[ -]?line'
"""

NAMES = {
    id(get_args(alias)[1]): said
    for alias, said in (
        (TableId, "table id"), (SectionId, "section id"), (RowId, "row id"), (ColumnId, "column id"),
        (LineId, "row, column or sum id"), (CellId, "cell"), (FormId, "form id"), (RuleId, "rule id"), (Pattern, "pattern"),
    )
}  # fmt: skip
"""What each of these types is called for authors, by the identity of its check."""
