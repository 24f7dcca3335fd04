"""Rule kinds for words: those that must not stand in a report, and what a template leaves behind."""

from __future__ import annotations

from gouji import RuleKind, hookimpl
from gouji_plugins.kinds.words.lexicon import Lexicon, check_lexicon
from gouji_plugins.kinds.words.mailbox import Mailbox, check_mailbox
from gouji_plugins.kinds.words.placeholders import Placeholders, check_placeholders


@hookimpl
def rule_kinds() -> list[RuleKind]:
    """Bring the kinds that compare the words of a report with lists."""
    return [
        RuleKind("lexicon", Lexicon, check_lexicon),
        RuleKind("placeholder", Placeholders, check_placeholders),
        RuleKind("mailbox", Mailbox, check_mailbox),
    ]
