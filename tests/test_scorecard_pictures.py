import re
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest

from gouji import CheckedReport, Evidence, EvidenceKind, Finding, Language, Outcome, Run
from gouji_plugins.writers import scorecard
from gouji_plugins.writers.scorecard.page_image import MOST_IMAGES, camera
from gouji_plugins.writers.scorecard.words import Words
from gouji_plugins.writers.scorecard.years import years_of
from scorecard_report import report
from scorecard_run import checked, sample_run

ZH = Words(Language.ZH)
write = scorecard.writers()[0].write
PAGE = "shili-gonganju-2023.html"


def in_year(year: int, slug: str, raw: dict[str, str] | None = None) -> CheckedReport:
    return checked(replace(report(raw=raw), year=year), slug, sample_run().reports[0].results)


def test_the_years_of_one_agency_stand_side_by_side(tmp_path: Path) -> None:
    two, four = in_year(2022, "two", {"requests.new_received.total": "9"}), in_year(2024, "four")
    run = replace(sample_run(), reports=(two, four, sample_run().reports[1]))
    shown = years_of(two, run, ZH)
    write(run, tmp_path)
    page = (tmp_path / "reports" / "two.html").read_text(encoding="utf-8")

    assert shown is not None
    assert [(each.year, each.figures[0], each.is_current) for each in shown.years] == [
        (2022, "9", True),
        (2024, "21", False),
    ]
    assert '<a href="four.html">2024</a>' in page
    assert 'id="years"' not in (tmp_path / "reports" / "示例县-2023.html").read_text(encoding="utf-8")


def test_two_reports_on_a_year_that_disagree_give_no_figure() -> None:
    one, other = in_year(2022, "one"), in_year(2022, "other", {"requests.new_received.total": "9"})
    shown = years_of(one, replace(sample_run(), reports=(one, other, in_year(2023, "next"))), ZH)

    assert shown is not None
    assert [each.figures[:2] for each in shown.years] == [("—", "21"), ("21", "21")]


def test_a_blank_total_is_summed_and_said_so() -> None:
    blank = in_year(2022, "blank", {"requests.new_received.total": ""})
    shown = years_of(blank, replace(sample_run(), reports=(blank, in_year(2023, "next"))), ZH)

    assert shown is not None
    assert (shown.years[0].figures[0], shown.is_summed) == ("21", True)


def test_one_year_is_no_history() -> None:
    one = in_year(2023, "one")

    assert years_of(one, replace(sample_run(), reports=(one, one)), ZH) is None


def pdf(path: Path, pages: int = 8) -> CheckedReport:
    """Return the faulty report as if read from a PDF of empty pages."""
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(595, 842)
    document.save(path)
    document.close()
    return replace(sample_run().reports[0], sha256=sha256(path.read_bytes()).hexdigest())


def run_over(of: CheckedReport, path: Path) -> Run:
    """Return a run over one report that was read from a file."""
    return replace(sample_run(), reports=(of,), paths={of.source: str(path)})


def cited(page: int, top: float = 90.0) -> Finding:
    return Finding("缺", Evidence(EvidenceKind.CELL, "0", page=page, bbox=(72.0, top, 120.0, top + 14)))


def test_cells_on_one_page_share_one_image(tmp_path: Path) -> None:
    path = tmp_path / "报告 一.pdf"
    write(run_over(pdf(path), path=path), tmp_path)
    page = (tmp_path / "reports" / PAGE).read_text(encoding="utf-8")
    images = re.findall(r'<img src="data:image/png;base64,[^"]+" width=109 height=(\d+) alt="([^"]+)"', page)

    assert 0 < len(images) <= MOST_IMAGES
    assert {int(height) for height, _ in images} == {166}
    assert images[0][1] == "原件第 4 页的截图，红框标出引用的 1 处。"
    assert len(page.encode()) < 700_000


def test_images_are_few_and_the_same_each_time(tmp_path: Path) -> None:
    of, path = pdf(tmp_path / "a.pdf"), str(tmp_path / "a.pdf")
    with camera(of, path, ZH) as first, camera(of, path, ZH) as second:
        taken = first.take(cited(page) for page in range(1, 9))

        assert len(taken) == MOST_IMAGES
        assert taken == second.take(cited(page) for page in range(1, 9))


def test_a_full_page_takes_no_more(tmp_path: Path) -> None:
    with camera(pdf(tmp_path / "a.pdf"), str(tmp_path / "a.pdf"), ZH) as taking:
        taking.room = 100

        assert taking.take([cited(1)]) == ()


def test_a_page_that_was_turned_to_be_read_is_shown_turned(tmp_path: Path) -> None:
    turned = replace(pdf(tmp_path / "a.pdf"), turned={1: 1})
    with camera(turned, str(tmp_path / "a.pdf"), ZH) as taking:
        lying, upright = (taking.take([cited(page, 700.0)]) for page in (1, 2))

        assert (lying, len(upright)) == ((), 1)


@pytest.mark.parametrize("place", [cited(99), cited(1, 9000.0), cited(1, float("nan")), cited(0)])
def test_a_place_that_cannot_be_pictured_is_left_out(tmp_path: Path, place: Finding) -> None:
    with camera(pdf(tmp_path / "a.pdf"), str(tmp_path / "a.pdf"), ZH) as taking:
        assert taking.take([place]) == ()
        assert len(taking.take([cited(2)])) == 1


@pytest.mark.parametrize("spoil", ["gone", "changed", "broken", "no pdf"])
def test_without_the_file_the_page_goes_on(tmp_path: Path, spoil: str) -> None:
    path = tmp_path / "a.pdf"
    of = pdf(path)
    if spoil == "gone":
        path.unlink()
    elif spoil == "changed":
        path.write_bytes(path.read_bytes() + b"\n")
    elif spoil == "broken":
        path.write_bytes(b"%PDF-1.7 nothing")
        of = replace(of, sha256=sha256(path.read_bytes()).hexdigest())
    else:
        path = path.rename(tmp_path / "a.docx")
    write(run_over(of, path=path), tmp_path)

    assert "<img" not in (tmp_path / "reports" / PAGE).read_text(encoding="utf-8")


def test_places_in_one_text_are_marked_in_one_quotation(tmp_path: Path) -> None:
    run = sample_run()
    text = "收到5件，办结5件，其中公开3件。"
    spans = [(2, 4), (7, 9), (8, 12), (13, 14)]
    places = tuple(Evidence(EvidenceKind.TEXT, text, span=span) for span in spans)
    many = tuple(Evidence(EvidenceKind.TEXT, f"第{n}段") for n in range(9))
    result = replace(run.reports[0].results[0], outcome=Outcome.FAIL, findings=(Finding("缺", (*places, *many)),))
    write(replace(run, reports=(replace(run.reports[0], results=(result,)),)), tmp_path)
    page = (tmp_path / "reports" / PAGE).read_text(encoding="utf-8")

    assert "收到<mark>5件</mark>，办结<mark>5件，其中</mark>公<mark>开</mark>3件。" in page
    assert "另有 5 段" in page


def test_a_place_without_a_box_is_no_picture(tmp_path: Path) -> None:
    with camera(pdf(tmp_path / "a.pdf"), str(tmp_path / "a.pdf"), ZH) as taking:
        assert taking.take([Finding("缺", Evidence(EvidenceKind.TEXT, "字", page=1))]) == ()
