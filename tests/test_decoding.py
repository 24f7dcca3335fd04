"""Bytes of unknown encoding."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji import UnreadableReport, decode, with_mark

TEXT = "示例市交通运输局2023年政府信息公开工作年度报告：收到申请6件。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gbk", "gb18030"])
def test_encodings_in_use(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize(("mark", "encoding"), [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
def test_both_byte_orders(mark: bytes, encoding: str) -> None:
    assert decode(mark + TEXT.encode(encoding)) == TEXT


def test_a_byte_order_mark_may_lie() -> None:
    assert decode(b"\xef\xbb\xbf" + TEXT.encode("gbk")) == TEXT


def test_characters_beyond_gbk() -> None:
    assert decode("㐀𠮷镕".encode("gb18030")) == "㐀𠮷镕"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_cut_end_does_not_cost_the_text(encoding: str) -> None:
    text = decode((TEXT * 20 + "年").encode(encoding)[:-1])

    assert text.startswith(TEXT)
    assert text.rstrip("\ufffd") == TEXT * 20


def test_damage_in_the_middle_is_marked() -> None:
    data = (TEXT * 20).encode()

    assert "\ufffd" in decode(data[:300] + b"\xff" + data[300:])


def test_empty_bytes_are_empty_text() -> None:
    assert decode(b"") == ""


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 8, b"\0\1\2\3" * 100, b"\xff\xfe" + b"\0\0\1\0" * 50, b"a\x08" * 20]
)
def test_what_is_not_text_is_unreadable(data: bytes) -> None:
    with pytest.raises(UnreadableReport, match=" / "):
        decode(data)


def test_random_bytes_are_unreadable() -> None:
    with pytest.raises(UnreadableReport):
        decode(os.urandom(4000))


@given(st.text())
def test_utf8_comes_back_or_is_not_text(text: str) -> None:
    try:
        assert decode(text.encode("utf-8", "ignore")) == text.encode("utf-8", "ignore").decode().removeprefix("\ufeff")
    except UnreadableReport:
        return


@given(st.binary())
def test_any_bytes_end_in_text_or_in_a_reason(data: bytes) -> None:
    try:
        decode(data)
    except UnreadableReport:
        return


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_both_byte_orders_without_a_mark(encoding: str) -> None:
    assert decode((TEXT * 9).encode(encoding)) == TEXT * 9


@pytest.mark.parametrize("data", [b"", b"\0" * 500, bytes(range(256)) * 8, TEXT.encode(), b"\x01\0\0\0\x7f\0\0\0" * 99])
def test_other_bytes_are_not_taken_for_wide_text(data: bytes) -> None:
    assert with_mark(data) is data
