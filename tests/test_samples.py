"""The samples that users find in `reports_in/` are the ones that the script makes."""

from __future__ import annotations

import re
from io import BytesIO

import docx
import pytest

from samples import FOLDER, FOREIGN, SAMPLES, Format, Sample, text_samples

README = FOLDER / "README.md"


@pytest.mark.parametrize("name", text_samples())
def test_text_and_pages_are_as_made(name: str) -> None:
    assert (FOLDER / name).read_bytes() == text_samples()[name]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_every_sample_exists(sample: Sample) -> None:
    content = (FOLDER / sample.name).read_bytes()

    assert len(content) > 3000
    assert content.startswith(b"%PDF-") == sample.name.endswith(".pdf")


def test_word_samples_hold_their_reports() -> None:
    for sample in SAMPLES:
        if sample.format is Format.WORD:
            document = docx.Document(BytesIO((FOLDER / sample.name).read_bytes()))

            assert document.paragraphs[0].text == sample.report().title
            assert len(document.tables) == 3


def test_folder_holds_nothing_else_under_the_samples_name() -> None:
    expected = {sample.name for sample in SAMPLES} | set(FOREIGN)

    assert {path.name for path in FOLDER.glob("示例*")} == expected


def test_every_format_and_both_forms_are_shown() -> None:
    assert {sample.format for sample in SAMPLES} == set(Format)
    assert {sample.report().form for sample in SAMPLES} == {"gid-2019", "gid-2021"}
    assert sum(not sample.faults for sample in SAMPLES) >= 4


def test_readme_names_every_sample() -> None:
    named = set(re.findall(r"`(示例[^`]+\.(?:txt|html|docx|pdf))`", README.read_text("utf-8")))

    assert named == {sample.name for sample in SAMPLES} | set(FOREIGN)
