"""All claims of a report's prose."""

from __future__ import annotations

from collections.abc import Iterable

from gouji import Claim, Section
from gouji_plugins.locales.zh.claims.cases import Cases
from gouji_plugins.locales.zh.claims.context import Context
from gouji_plugins.locales.zh.claims.lending import Lender
from gouji_plugins.locales.zh.claims.lexicon import Lexicon
from gouji_plugins.locales.zh.claims.portions import Portions
from gouji_plugins.locales.zh.claims.reading import Reader
from gouji_plugins.locales.zh.claims.topics import Topic

_REVIEW = "review"
"""The section on the agency's cases about disclosure."""


def find_claims(lexicon: Lexicon, sections: Iterable[Section], agency: str, year: int | None) -> tuple[Claim, ...]:
    """Read all claims of the sections' prose, in order."""
    if not lexicon:
        return ()
    found: list[Claim] = []
    for section in sections:
        cases = Cases(lexicon, reviews=section.id == _REVIEW)
        reader = Reader(
            lexicon, section, Context(lexicon, agency, year), Topic(lexicon), cases, Lender(lexicon), Portions(lexicon)
        )
        for line in section.lines:
            found += reader.read(line)
    return tuple(found)
