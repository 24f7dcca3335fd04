"""How Chinese is written and read."""

from __future__ import annotations

from gouji_plugins.locales.zh.kinds.claims.parts import compared_sum
from gouji_plugins.locales.zh.kinds.claims.readings import summed
from gouji_plugins.locales.zh.kinds.claims.words import evidence_of, number, with_doubt

__all__ = ["compared_sum", "evidence_of", "number", "summed", "with_doubt"]
