"""Compiles the sources of an editable installation, as pip does with those of a wheel.

Each start would else do it anew where Python may not write its bytecode (PYTHONDONTWRITEBYTECODE).
"""

from __future__ import annotations

import compileall
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileSources(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before the wheel of an installation is made."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile what an editable installation will import."""
        if version == "editable":
            for folder in ("core", "plugins", "rules"):
                compileall.compile_dir(f"{self.root}/{folder}", quiet=1)
