"""The sample reports of `reports_in/`: run `python -m samples` in the tests folder to write them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import reduce
from pathlib import Path
from random import Random

from gouji_rules.gid.testing import faults
from gouji_rules.gid.testing.agencies import Agency, Kind, department, government, office, township
from gouji_rules.gid.testing.composing import compose
from gouji_rules.gid.testing.docx_file import to_docx
from gouji_rules.gid.testing.faults import Fault
from gouji_rules.gid.testing.foreign import NOTICE_OF_MEETING
from gouji_rules.gid.testing.pages import to_html
from gouji_rules.gid.testing.pasted import to_text
from gouji_rules.gid.testing.portal import to_portal
from gouji_rules.gid.testing.printing import docxs_to_pdfs, htmls_to_pdfs
from gouji_rules.gid.testing.report import LawfulReport

FOLDER = Path(__file__).parents[1] / "reports_in"

_CITY, _COUNTY, _DISTRICT = ("示例市", "shili"), ("示例县", "shilixian"), ("示例区", "shiliqu")


class Format(StrEnum):
    """In which format a sample is published."""

    PASTED = "txt"
    PAGE = "html"
    WORD_PAGE = "html from Word"
    PORTAL = "html in a portal, GBK"
    WORD = "docx"
    PRINTED = "pdf printed by a browser"
    EXPORTED = "pdf exported from Word"


@dataclass(frozen=True)
class Sample:
    """A report to publish: who, when, in which format, and with which faults."""

    agency: Agency
    year: int
    format: Format
    seed: int
    faults: tuple[Fault, ...] = ()

    @property
    def name(self) -> str:
        """The file's name."""
        return f"{self.agency.name}_{self.year}.{self.format.split()[0]}"

    def report(self) -> LawfulReport:
        """Return the report with its faults."""
        written = compose(self.agency, self.year, Random(f"{self.agency.name} {self.year} {self.seed}"))
        return reduce(lambda report, fault: fault(report), self.faults, written)


_UPHELD = {"upheld": 10, "corrected": 1, "other": 0, "pending": 0}
_NONE = dict.fromkeys(("upheld", "corrected", "other", "pending", "total"), 0)
_UNADDED = {
    "reconsideration": {**_UPHELD, "total": 0},
    "litigation_direct": {**_NONE, "upheld": 2, "total": 2},
    "litigation_after_reconsideration": {**_NONE, "upheld": 5},
}
_OUTCOME_WORDS = ("予以公开", "无法提供")

SAMPLES = (
    Sample(department(*_CITY, "公安局"), 2020, Format.PASTED, 0),
    Sample(government(*_COUNTY, Kind.COUNTY), 2021, Format.PORTAL, 52),
    Sample(government(*_CITY, Kind.PREFECTURE), 2023, Format.PRINTED, 59),
    Sample(department(*_CITY, "教育局"), 2024, Format.WORD, 8),
    Sample(
        department(*_CITY, "交通运输局"),
        2020,
        Format.PASTED,
        17,
        (
            faults.without_section("other_matters"),
            faults.with_zeros_as("", "requests"),
            faults.with_reviews(dict.fromkeys(_UNADDED, _NONE)),
            faults.without_sentences("行政复议"),
        ),
    ),
    Sample(
        government(*_DISTRICT, Kind.COUNTY),
        2023,
        Format.EXPORTED,
        14,
        (faults.with_reviews(_UNADDED), faults.without_sentences("行政复议")),
    ),
    Sample(
        department(*_CITY, "住房和城乡建设局"),
        2020,
        Format.PAGE,
        56,
        (
            faults.with_more_outcomes("unavailable_not_held", "natural_person", 6),
            faults.without_sentences(*_OUTCOME_WORDS),
        ),
    ),
    Sample(office("示例省", "shilisheng"), 2019, Format.PAGE, 47, (faults.without_outcome_totals(6),)),
    Sample(
        department(*_COUNTY, "卫生健康局"),
        2022,
        Format.WORD,
        35,
        (faults.with_period_of(2021), faults.with_words("overview", "2022年", "2021年")),
    ),
    Sample(department(*_CITY, "自然资源局"), 2024, Format.WORD_PAGE, 57, (faults.published_on(date(2025, 4, 25)),)),
    Sample(
        department(*_DISTRICT, "民政局"),
        2021,
        Format.PASTED,
        17,
        (faults.with_heading("problems", "五、存在问题及改进措施"),),
    ),
    Sample(
        township(*_COUNTY, "青石镇"),
        2022,
        Format.WORD_PAGE,
        53,
        (
            faults.with_single_other_row,
            faults.with_label("denied_prohibited_by_law", "2.其他法律行政止公开"),
        ),
    ),
    Sample(
        department(*_CITY, "水利局"),
        2023,
        Format.WORD,
        19,
        (faults.with_zeros_as("/", "requests", "review"),),
    ),
)
FOREIGN = {"示例_会议通知.html": NOTICE_OF_MEETING.encode()}


def text_samples() -> dict[str, bytes]:
    """Return the bytes of the samples that need no other program, by file name."""
    writers: dict[Format, Callable[[LawfulReport], bytes]] = {
        Format.PASTED: lambda report: to_text(report).encode(),
        Format.PAGE: lambda report: to_html(report).encode(),
        Format.WORD_PAGE: lambda report: to_html(report, word_like=True).encode(),
        Format.PORTAL: _portal_page,
    }
    made = {sample.name: writers[sample.format](sample.report()) for sample in SAMPLES if sample.format in writers}
    return made | FOREIGN


def binary_samples() -> dict[str, bytes]:
    """Return the bytes of the DOCX and PDF samples; raises ProgramMissing without browser or office."""
    made = _made(Format.WORD, lambda reports: list(map(to_docx, reports)))
    made |= _made(Format.PRINTED, lambda reports: htmls_to_pdfs(list(map(to_html, reports))))
    return made | _made(Format.EXPORTED, lambda reports: docxs_to_pdfs(list(map(to_docx, reports))))


def _made(chosen: Format, write: Callable[[list[LawfulReport]], list[bytes]]) -> dict[str, bytes]:
    samples = [sample for sample in SAMPLES if sample.format is chosen]
    contents = write([sample.report() for sample in samples])
    return {sample.name: content for sample, content in zip(samples, contents, strict=True)}


def _portal_page(report: LawfulReport) -> bytes:
    return to_portal(report, f"{report.agency}门户网站").encode("gbk")


def main() -> None:
    """Write every sample."""
    for name, content in (text_samples() | binary_samples()).items():
        (FOLDER / name).write_bytes(content)


if __name__ == "__main__":
    main()
