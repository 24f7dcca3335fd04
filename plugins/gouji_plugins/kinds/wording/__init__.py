"""Rule kinds for wording, citations, contact and privacy; every list of words is a parameter."""

from __future__ import annotations

from gouji import RuleKind, hookimpl
from gouji_plugins.kinds.wording.citations import Citations, check_citations
from gouji_plugins.kinds.wording.contact import Contact, Mailbox, check_contact, check_mailbox
from gouji_plugins.kinds.wording.generic import Generic, check_generic
from gouji_plugins.kinds.wording.lexicon import Lexicon, check_lexicon
from gouji_plugins.kinds.wording.notices import Notices, check_notices
from gouji_plugins.kinds.wording.placeholders import Placeholders, check_placeholders
from gouji_plugins.kinds.wording.privacy import Privacy, check_privacy
from gouji_plugins.kinds.wording.regulation import Superseded, check_superseded


@hookimpl
def rule_kinds() -> list[RuleKind]:
    """Bring the kinds that compare the words of a report with lists."""
    return [
        RuleKind("lexicon", Lexicon, check_lexicon),
        RuleKind("citations", Citations, check_citations),
        RuleKind("superseded_regulation", Superseded, check_superseded),
        RuleKind("notice_of_year", Notices, check_notices),
        RuleKind("contact", Contact, check_contact),
        RuleKind("mailbox", Mailbox, check_mailbox),
        RuleKind("personal_data", Privacy, check_privacy),
        RuleKind("placeholder", Placeholders, check_placeholders),
        RuleKind("generic_text", Generic, check_generic),
    ]
