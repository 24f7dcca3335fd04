"""What two processes say to each other: a kind of one byte, a length, a checksum, and so many bytes."""

from __future__ import annotations

from enum import Enum
from struct import Struct
from typing import IO, NamedTuple
from zlib import crc32

_HEAD = Struct("<cQI")
MOST_BYTES = 1 << 32


class Kind(Enum):
    """What a message is."""

    ORDER = b"o"
    """To a worker: what to load and which rules to run."""
    RUN = b"w"
    """To a worker: the run that is written from now on."""
    ITEM = b"i"
    """To a worker: a file to check, or what is to be written."""
    READY = b"r"
    """From a worker: it has loaded what was ordered."""
    REFUSED = b"x"
    """From a worker: what was ordered cannot be loaded."""
    STEP = b"s"
    """From a worker that is careful: what it begins, as its board says too."""
    PAGE = b"p"
    """From a worker: a page that takes long is being read."""
    DONE = b"d"
    """From a worker: what became of an item."""


class Garbled(ValueError):
    """What came is no message: somebody else wrote into the stream."""


class Message(NamedTuple):
    """A message of a kind; the body is packed in the way of the kind."""

    kind: Kind
    body: bytes


def send(stream: IO[bytes], message: Message) -> None:
    """Send a message; OSError where nobody hears it any more."""
    stream.write(_HEAD.pack(message.kind.value, len(message.body), crc32(message.body)) + message.body)
    stream.flush()


def receive(stream: IO[bytes]) -> Message | None:
    """Wait for the next message; None where the other side has ended, Garbled where what it says is none."""
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    kind, length, checksum = _HEAD.unpack(head)
    if length > MOST_BYTES or kind not in (each.value for each in Kind):
        raise Garbled
    body = stream.read(length)
    if len(body) < length:
        return None
    if crc32(body) != checksum:
        raise Garbled
    return Message(Kind(kind), body)
