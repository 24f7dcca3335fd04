"""What rules rest on, as rule files state it: one text for all forms, or a text with its rank for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gouji.model.basis import Basis
from gouji.nearest import unknown
from gouji.rulebook.tables import made
from gouji.rulebook.toml import Entry

if TYPE_CHECKING:
    from collections.abc import Collection

ANY_FORM = "*"


def bases_of(entry: Entry, forms: Collection[str]) -> dict[str, Any]:
    """Return what a rule's table states of its basis, empty where it states none: the text of the newest form, and all.

    In a table by form the newest stands last, and `*` is any other form. PackInvalid names a form that the pack has not.
    """
    at = entry.at("basis")
    if at.value is None:
        return {}
    if isinstance(at.value, str):
        return {"basis": at.value, "bases": {}}
    if not isinstance(at.value, dict):
        raise at.wrong("must be text in quotes, or a table by form")
    for form in at.value:
        if form not in (ANY_FORM, *forms):
            raise at.at(form).wrong(unknown("form", form, [ANY_FORM, *forms]))
    bases = {form: made(Basis, at.at(form)) for form in at.value}
    if not bases:
        raise at.wrong("must not be empty")
    return {"basis": list(bases.values())[-1].text.zh, "bases": bases}
