"""What people decided on a finding, in one sentence."""

from __future__ import annotations

from gouji import Decision, Standing, answer_said, name_of
from gouji_plugins.writers.shared.words import Words


def decision_said(made: Decision | None, words: Words) -> str:
    """Say how a finding stands, why and by whom; of a decision that is void also what stood there; empty where nobody decided."""
    if made is None:
        return ""
    head = words.of(name_of(made.standing))
    if made.cause:
        head += words.aside(words.of(name_of(made.cause)))
    if made.severity:
        head += words.aside(words.of(name_of(made.severity)))
    who = words.listed([words.show(name, 80) for name in (made.by, made.approver) if name])
    about = [who, words.day(made.day), words("holds_until", day=words.day(made.expires)) if made.expires else ""]
    comma = "，" if words.chinese else ", "
    said = words.pair(head, words.show(answer_said(made, words.language))) + words.aside(
        comma.join([part for part in about if part])
    )
    if made.standing is Standing.STALE and made.then:
        return f"{said}{words.aside(words('stood_then', then=words.show(made.then)))}"
    return said
