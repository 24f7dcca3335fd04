"""Rule kinds for the prescribed tables: printed as tables, of the year's form, with its captions, rows, labels and columns."""

from __future__ import annotations

from gouji import RuleKind, hookimpl
from gouji_plugins.kinds.tables.captions import Captions, check_captions
from gouji_plugins.kinds.tables.columns import Columns, check_columns
from gouji_plugins.kinds.tables.labels import check_labels
from gouji_plugins.kinds.tables.other_form import OfTheYear, check_form
from gouji_plugins.kinds.tables.presence import Required, Tables, check_required
from gouji_plugins.kinds.tables.repeated import check_repeated
from gouji_plugins.kinds.tables.rows import check_rows
from gouji_plugins.kinds.tables.shift import Shift, check_shift


@hookimpl
def rule_kinds() -> list[RuleKind]:
    """Bring the kinds about the shape of tables."""
    return [
        RuleKind("required_tables", Required, check_required),
        RuleKind("table_form", Tables, check_form),
        RuleKind("table_rows", OfTheYear, check_rows),
        RuleKind("table_columns", Columns, check_columns),
        RuleKind("table_captions", Captions, check_captions),
        RuleKind("row_labels", Tables, check_labels),
        RuleKind("repeated_tables", Tables, check_repeated),
        RuleKind("table_shift", Shift, check_shift),
    ]
