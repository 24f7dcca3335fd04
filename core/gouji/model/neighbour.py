"""Documents that look like the reports of a pack and are none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gouji.model.text import Text


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A kind of document to refuse, known by patterns: on the title, on the publisher's name, or on the first lines of prose.

    One that matches is enough; `but_for` is a pattern on the title that lifts it. With `without_tables` only a document that prints
    none of the form's tables is refused; `forms` limits it to reports that would follow these forms.
    """

    name: Text
    titles: str = ""
    publishers: str = ""
    prose: str = ""
    but_for: str = ""
    without_tables: bool = False
    forms: tuple[str, ...] = ()

    def fits(self, title: str, publisher: str, prose: str, *, tables: bool) -> bool:
        """Tell whether a document is of this kind; `tables` says whether it prints tables of the form."""
        if (self.without_tables and tables) or (self.but_for and re.search(self.but_for, title)):
            return False
        pairs = ((self.titles, title), (self.publishers, publisher), (self.prose, prose))
        return any(pattern and re.search(pattern, words) for pattern, words in pairs)
