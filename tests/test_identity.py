"""Who reports on which year: found in whatever way a title is worded."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gouji.binding.identity import find_title
from gouji.checking import bind_document
from gouji.host import Host
from gouji.model.document import Cell, Document, Grid, Paragraph, Source
from gouji.model.report import Report
from gouji_plugins.locales.zh import CHINESE
from gouji_rules.gid.testing import lawful, to_html

SEED = 4  # 示例市农业农村局, 2022


def _bound(host: Host, page: str) -> Report:
    return bind_document(host.read(Source("a.html", ".html", page.encode())), host)


@pytest.mark.parametrize(
    "title",
    [
        "示例市农业农村局2022年度政府信息公开工作年度报告",
        "示例市农业农村局政府信息公开2022年度工作报告",
        "示例市农业农村局关于2022年度政府信息公开工作情况的报告",
        "2022年示例市农业农村局政府信息公开年度报告",
        "示例市农业农村局二〇二二年政府信息公开工作年度报告",
        "政府信息公开工作年度报告（2022年度）",
        "示例市农业农村局2022年政务公开工作年度报告",
        "关于印发《示例市农业农村局2022年政府信息公开工作年度报告》的通知",
        "【年报】示例市农业农村局2022年政府信息公开工作年度报告",
        "示例市农业农村局信息公开年报（2022）",
        "示例市农业农村局信息公开2022年度报告",
        "示例市农业农村局政务公开工作2022年度报告",
    ],
)
def test_agency_and_year_of_a_title(host: Host, title: str) -> None:
    report = _bound(host, to_html(replace(lawful(SEED), title=title)))

    assert report.title == title
    assert (report.agency, report.year, report.form.id) == ("示例市农业农村局", 2022, "gid-2021")


def test_a_name_is_completed_by_the_places_that_the_text_puts_before_it(host: Host) -> None:
    page = to_html(lawful(SEED)).replace("<h1>示例市农业农村局", "<h1>农业农村局")

    assert _bound(host, page).agency == "示例市农业农村局"


def test_without_a_year_in_the_title_the_period_tells(host: Host) -> None:
    page = to_html(replace(lawful(SEED), title="示例市农业农村局政府信息公开工作年度报告"))

    assert _bound(host, page).year == 2022


def test_without_an_agency_in_the_title_the_signature_comes_before_the_page(host: Host) -> None:
    page = to_html(replace(lawful(SEED), title="2022年政府信息公开工作年度报告"))
    meta = '<meta name="ContentSource" content="示例市人民政府办公室">'
    page = page.replace("<head>", f"<head>{meta}").replace(
        "</body>", "<p>示例市农业农村局</p><p>2023年1月9日</p></body>"
    )

    assert _bound(host, page).agency == "示例市农业农村局"


NO_YEAR = "示例市农业农村局政府信息公开工作年度报告"


@pytest.mark.parametrize(
    "period",
    [
        "根据2019年5月15日起施行的《条例》编制，统计期限为2022年1月1日至2022年12月31日。",
        "依据2007年4月5日公布、2019年4月3日修订的《条例》，结合统计数据，时间从2022年1月1日起，至12月31日止。",
        "所列数据的统计期限自二〇二二年一月一日至二〇二二年十二月三十一日。",
        "根据2019年修订的《条例》编制，统计时段为2022年全年12个月。",
    ],
)
def test_the_year_is_read_out_of_the_period_not_of_a_law(host: Host, period: str) -> None:
    report = _bound(host, to_html(replace(lawful(SEED), title=NO_YEAR, preamble=(period,))))

    assert (report.year, report.doubts) == (2022, ())


@pytest.mark.parametrize(("words", "year"), [("", 2021), ("2022年，我局完善制度。2022年公开信息稳步增加。", 2022)])
def test_a_period_that_does_not_end_before_publication_is_doubted(host: Host, words: str, year: int) -> None:
    preamble = ("本报告统计期限为2021年1月1日至2021年12月31日。", words)
    report = _bound(host, to_html(replace(lawful(SEED), title=NO_YEAR, preamble=preamble)))

    assert report.year == year
    assert any("标题没有写明年度" in doubt.message.zh for doubt in report.doubts)


@pytest.mark.parametrize(
    ("title", "agency"),
    [
        ("2022年度示例市示例区人民政府信息公开工作年度报告", "示例市示例区人民政府"),
        ("示例县人民政府（县人民政府办公室）2022年政府信息公开工作年度报告", "示例县人民政府(县人民政府办公室)"),
        ("示例总署（本级机关）2022年政府信息公开工作年度报告", "示例总署(本级机关)"),
        ("示例部办公厅关于2022年示例部政府信息公开工作年度报告的公告", "示例部"),
        ("关于报送示例县2022年政府信息公开工作年度报告的报告", "示例县"),
        ("示例市卫生健康委员会发布2022年政府信息公开工作年度报告", "示例市卫生健康委员会"),
        ("示例市教育局关于公布2022年政府信息公开工作年度报告的公告", "示例市教育局"),
    ],
)
def test_the_agency_is_read_whole_and_without_the_words_of_an_announcement(host: Host, title: str, agency: str) -> None:
    assert _bound(host, to_html(replace(lawful(SEED), title=title, preamble=()))).agency == agency


@pytest.mark.parametrize(
    ("preamble", "agency"),
    [
        ("本年报通过吉林市龙潭区人民政府网站公布。", "吉林市龙潭区人民政府"),
        ("本报告可登录吉林市龙潭区人民政府网站查阅。", "吉林市龙潭区人民政府"),
        ("报告电子版可从示例市龙潭区人民政府网站下载。", "示例市龙潭区人民政府"),
        ("本报告由龙潭区人民政府办公室编制。", "龙潭区人民政府"),
    ],
)
def test_only_places_complete_the_name_in_the_title(host: Host, preamble: str, agency: str) -> None:
    report = replace(lawful(SEED), title="龙潭区人民政府2022年政府信息公开工作年度报告", preamble=(preamble,))

    assert _bound(host, to_html(report)).agency == agency


def test_a_heading_of_the_year_alone_gives_way_to_the_title_below_it(host: Host) -> None:
    page = to_html(replace(lawful(SEED), title="2022年政府信息公开工作年度报告"))
    lines = "<p>示例县示例镇人民政府</p><p>2022年政府信息公开工作年度报告</p>"

    report = _bound(host, page.replace("<h2>一、", f"{lines}<h2>一、", 1))

    assert (report.title, report.agency) == (
        "示例县示例镇人民政府2022年政府信息公开工作年度报告",
        "示例县示例镇人民政府",
    )


@pytest.mark.parametrize(
    "chrome", ["正文内容请用键盘切换浏览", "登录 注册", "字号：大 中 小", "文件类信息公开", "无障碍浏览"]
)
def test_words_of_the_page_before_a_title_are_none_of_it(chrome: str) -> None:
    title = "示例市农业农村局2022年政府信息公开工作年度报告"
    document = Document("a.txt", "", "text", (Paragraph(chrome), Paragraph(title), Paragraph("一、总体情况")))

    found = find_title(document, document.blocks, CHINESE, ("政府信息公开工作年度报告",))

    assert found is not None
    assert found.text == title


def test_a_title_in_a_cell_of_an_index_box_is_read() -> None:
    title = "示例市农业农村局2022年政府信息公开工作年度报告"
    box = Grid((Cell("索引号", 0, 0), Cell("1/2023-01", 0, 1), Cell("标 题", 1, 0), Cell(title, 1, 1)), 2, 2)
    document = Document("a.docx", "", "docx", (box, Paragraph("一、总体情况")), title="年度报告")

    found = find_title(document, document.blocks, CHINESE, ("政府信息公开工作年度报告",))

    assert found is not None
    assert found.text == title
