"""MHTML: a web page saved as one e-mail message."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.errors import MessageError

from gouji import UnreadableReport

_HEADER = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}?mime-version:", re.IGNORECASE)
_CONTENT_TYPE = re.compile(
    rb"^content-type:\s*(?:multipart/related|multipart/alternative|text/html)", re.IGNORECASE | re.MULTILINE
)
_BEGINNING = 4096
_MAX_BOUNDARIES = 200


def is_mhtml(data: bytes) -> bool:
    """Tell whether the bytes begin with the headers of a saved page."""
    beginning = data[:_BEGINNING].lstrip()
    return _HEADER.match(beginning) is not None and _CONTENT_TYPE.search(beginning) is not None


def html_part(data: bytes) -> tuple[bytes, str]:
    """Return the first HTML part, its transfer encoding undone, and the address from which it was saved."""
    if data.lower().count(b"boundary=") > _MAX_BOUNDARIES:
        raise UnreadableReport("MHTML 嵌套过深 / the MHTML file is nested too deeply")
    try:
        message = message_from_bytes(data)
        for part in message.walk():
            if part.get_content_type() == "text/html":
                payload = part.get_payload(decode=True)
                if isinstance(payload, bytes) and payload.strip():
                    saved = message.get("Snapshot-Content-Location") or part.get("Content-Location") or ""
                    return payload, str(saved).strip()
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError) as error:
        raise UnreadableReport("MHTML 文件已损坏 / the MHTML file is damaged") from error
    raise UnreadableReport("MHTML 文件中没有网页 / the MHTML file holds no page")
