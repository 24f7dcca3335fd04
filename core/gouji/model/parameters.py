"""What rule files may set of a kind of rule."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Parameters(BaseModel):
    """The parameters of a kind of rule; a name that is not among them is a mistake of the rule file.

    Each is described by `Field(description=…)`, from which the table of kinds is made.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
