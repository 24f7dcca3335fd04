"""Words and numbers that a bracket or a comma parts: 80件（80%）出自自然人, 一百件，这是全年收到的申请量."""

from __future__ import annotations

from collections.abc import Sequence

from gouji_plugins.locales.zh.claims.pieces import Piece


def rejoin(pieces: Sequence[Piece]) -> None:
    """Give a number that stands alone before a bracket the words behind the bracket."""
    for place, piece in enumerate(pieces):
        if piece.number is None or piece.terms or piece.rest or piece.mark != "(":
            continue
        behind = next((p for p in pieces[place + 1 :] if p.depth <= piece.depth), None)
        if behind is not None and behind.terms and behind.number is None and behind.place == piece.place:
            piece.terms, piece.joined, piece.gap = list(behind.terms), dict(behind.joined), "".join(behind.rest)
            behind.terms.clear()
