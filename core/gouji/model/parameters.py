"""What rule files may set of a kind of rule."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict


class Parameters(BaseModel):
    """The parameters of a kind of rule; a name that is not among them is a mistake of the rule file.

    Each is described by `Field(description=…)`, from which the table of kinds is made.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"no regular expression: {error}") from error
    return pattern


Pattern = Annotated[str, AfterValidator(_compiles)]
"""A regular expression of a rule file, empty where there is none."""
