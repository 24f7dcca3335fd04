"""The article found in a web page, and what the page states about it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from blocks import grids, rows, texts
from gouji import Heading, Paragraph, UnreadableReport
from pages import PORTAL, PROSE, TABLE, TITLE, read_page


def test_only_the_article_is_read_from_a_portal() -> None:
    document = read_page(PORTAL)

    assert texts(document) == [
        TITLE, PROSE, "一、总体情况", PROSE, "六、其他需要报告的事项", "无。", "示例市交通运输局", "2024年1月20日",
    ]  # fmt: skip
    assert document.blocks[0] == Heading(TITLE, 1, document.blocks[0].at)


def test_facts_are_taken_from_the_page() -> None:
    document = read_page(PORTAL)

    assert document.title == TITLE
    assert document.metadata == {"published": "2024-01-26", "publisher": "示例市交通运输局", "site": "示例市人民政府"}


@pytest.mark.parametrize("name", ["PubDate", "publishdate", "article:published_time"])
def test_meta_tags_come_before_the_visible_date(name: str) -> None:
    tag = f'<meta {"property" if ":" in name else "name"}="{name}" content="2024年1月9日 08:00">'

    assert read_page(PORTAL.replace("<title>", f"{tag}<title>")).metadata["published"] == "2024-01-09"


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ('<link rel="canonical" href="https://a.example.gov.cn/x/t1.html">', "https://a.example.gov.cn/x/t1.html"),
        ('<base href="https://a.example.gov.cn/x/"><link rel="canonical" href="t1.html">', "https://a.example.gov.cn/x/t1.html"),
        ('<meta property="og:url" content="https://b.example.gov.cn/t2.shtml">', "https://b.example.gov.cn/t2.shtml"),
        ('<meta name="Url" content="/t3.html">', None),
        ('<meta name="Url" content="http://c.example.gov.cn/t3.html">', "http://c.example.gov.cn/t3.html"),
        ('<!-- saved from url=(0036)https://d.example.gov.cn/n/t4.html -->', "https://d.example.gov.cn/n/t4.html"),
        ('<base href="https://e.example.gov.cn/n/t5.html">', "https://e.example.gov.cn/n/t5.html"),
        ('<base href="https://e.example.gov.cn/n/">', None),
        ('<link rel="canonical" href="https://a.example.gov.cn/">', None),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ('<link rel="canonical" href="https://[x">', None),
    ],
)  # fmt: skip
def test_the_address_is_what_the_page_or_whoever_saved_it_states(tags: str, expected: str | None) -> None:
    assert read_page(PORTAL.replace("<title>", f"{tags}<title>")).metadata.get("address") == expected


def test_a_date_never_filled_in_gives_way_to_the_visible_one() -> None:
    page = PORTAL.replace("<title>", '<meta name="PubDate" content="1970-01-01 08:00"><title>')

    assert read_page(page).metadata["published"] == "2024-01-26"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("发布时间：2024-01-26", "2024-01-26"),
        ("[发布日期]2024年01月26日 [来源]局办公室", "2024-01-26"),
        ("时间：2024/1/26 来源：局办公室", "2024-01-26"),
        ("成文日期：2024-01-20 发布日期：2024-01-26", "2024-01-26"),
        ("日期：2024-13-45 来源：局办公室", None),
        ("来源：局办公室 2024-01-26 17:08", "2024-01-26"),
        ("发文机关：示例市交通运输局 成文日期：2024-01-26 16:43", "2024-01-26"),
        ("发文机关：示例市交通运输局 成文日期：2024-01-20 00:00", None),
        ("文 号：发布日期： 2024-01-26", "2024-01-26"),
        ("信息提供日期 : 2024-01-26 00:00来源 :", "2024-01-26"),
        ("2024-01-26 10:00", "2024-01-26"),
    ],
)
def test_the_line_of_publication_gives_the_date_and_is_no_block(line: str, expected: str | None) -> None:
    document = read_page(f"<html><body><h1>{TITLE}</h1><p>{line}</p><p>{PROSE}</p></body></html>")

    assert document.metadata.get("published") == expected
    assert texts(document) == [TITLE, PROSE]


def test_an_index_box_gives_facts_and_is_no_table() -> None:
    box = (
        "<table><tr><td>索引号：</td><td>00001/2024-00001</td><td>发布机构：</td><td>示例市交通运输局</td></tr>"
        "<tr><td>成文日期：</td><td>2024-01-20</td><td>发布日期：</td><td>2024-01-26</td></tr></table>"
    )
    document = read_page(f"<html><body>{box}<h1>{TITLE}</h1><p>{PROSE}</p>{TABLE}</body></html>")

    assert len(grids(document)) == 1
    assert document.metadata == {"published": "2024-01-26", "publisher": "示例市交通运输局"}


@pytest.mark.parametrize("container", ["TRS_Editor", "UCAP-CONTENT", "zoom", "content print", "main-nav-wrap"])
def test_a_containers_name_does_not_hide_the_article(container: str) -> None:
    html = PORTAL.replace('class="view"', f'class="{container}"')

    assert texts(read_page(html)) == texts(read_page(PORTAL))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (f"{TITLE}_年报_示例市人民政府", TITLE),
        (f"{TITLE} - 示例市人民政府", TITLE),
        (f"{TITLE}-示例市人民政府", TITLE),
        (f"{TITLE} | 示例市", TITLE),
    ],
)
def test_a_pages_title_is_cut_off_before_the_site(title: str, expected: str) -> None:
    html = f"<html><head><title>{title}</title></head><body><p>{PROSE}</p></body></html>"

    assert read_page(html).title == expected


def test_links_inside_the_text_stay() -> None:
    html = f"<html><body><p>{PROSE}</p><p>电子版见<a href=x>www.example.gov.cn</a>。</p><p><a href=y>附件：统计表</a></p><p>{PROSE}</p>"

    assert len(texts(read_page(html))) == 4


@pytest.mark.parametrize(
    "embedding",
    [
        '<a href="/P0/2024/report.pdf">示例市2023年年报</a>',
        '<iframe src="/web/viewer.html?file=/P0/%E5%B9%B4%E6%8A%A5.pdf"></iframe>',
        '<embed src="年报.ofd">',
        '<object data="年报.docx"></object>',
    ],
)
def test_a_page_with_only_an_attachment_is_unreadable(embedding: str) -> None:
    html = f"<html><body><div class=nav><a href=/>首页</a></div><h1>{TITLE}</h1><p>详见附件。</p><div>{embedding}</div></body></html>"

    with pytest.raises(UnreadableReport, match=r"正文是附件.*(年报|report)"):
        read_page(html)


@pytest.mark.parametrize("html", ["<html></html>", "<!doctype html>", "<html><body><script>x</script></body></html>"])
def test_an_empty_page_is_unreadable(html: str) -> None:
    with pytest.raises(UnreadableReport, match="页面没有"):
        read_page(html)


@pytest.mark.parametrize(
    "furniture",
    [
        "<p>【字体：大 中 小】 打印本页 关闭窗口</p>",
        "<p>今天是2024年1月26日 星期五</p>",
        "<table><tr><td>发布日期：2024-01-26</td><td>来源：局办公室</td><td>浏览：3</td></tr></table>",
        "<table><tr><td><a href=1>首页</a></td><td><a href=2>政务公开</a></td><td><a href=3>互动</a></td></tr></table>",
        "<p><a href=1>首页</a> <a href=2>政务公开</a></p>",
        "<div><p>发布日期：2024-01-26</p><p>来源：局办公室</p><p>浏览次数：33</p></div>",
        "<h1>示例市人民政府</h1>",
        "<h1>示例市人民政府</h1><nav><p>政务公开</p></nav>",
    ],
)
def test_furniture_before_the_article_is_left_out(furniture: str) -> None:
    html = (
        f"<html><head><title>{TITLE}</title></head><body>{furniture}<h2>{TITLE}</h2><p>{PROSE}</p>{TABLE}</body></html>"
    )
    document = read_page(html)

    assert texts(document) == [TITLE, PROSE]
    assert len(grids(document)) == 1


@pytest.mark.parametrize(
    "furniture",
    [
        "<ul><li><a href=1>示例市交通运输局2022年年报</a></li><li><a href=2>示例市交通运输局2021年年报</a></li></ul>",
        "<p>上一篇：<a href=1>示例市水利局年报</a></p>",
        "<p>版权所有：示例市人民政府，未经授权不得转载。</p>",
        "<footer>地址：示例路1号</footer>",
    ],
)
def test_furniture_after_the_article_is_left_out(furniture: str) -> None:
    document = read_page(f"<html><body><h1>{TITLE}</h1><p>{PROSE}</p>{TABLE}<p>无。</p>{furniture}</body></html>")

    assert texts(document) == [TITLE, PROSE, "无。"]


@pytest.mark.parametrize(
    "line",
    [
        "受理机构：示例市交通运输局办公室，办公时间：8:30-12:00，联系电话：0000-0000000。",
        "通讯地址：示例路1号；邮政编码：000000；电子邮箱：a@example.gov.cn",
        "单位：万元",
        "2024年1月20日",
        "联系人：张某 联系部门：办公室",
    ],
)
def test_lines_of_the_report_that_look_like_furniture_stay(line: str) -> None:
    assert texts(read_page(f"<html><body><h1>{TITLE}</h1><p>{PROSE}</p><p>{line}</p></body></html>")) == [
        TITLE,
        PROSE,
        line,
    ]


def test_the_line_below_a_title_may_begin_with_the_bare_date() -> None:
    html = f"<html><body><h1>{TITLE}</h1><div>2024-01-26 10:00<span>来源： 局办公室</span></div><p>{PROSE}</p></body></html>"
    document = read_page(html)

    assert document.metadata == {"published": "2024-01-26", "publisher": "局办公室"}
    assert texts(document) == [TITLE, PROSE]


def test_the_part_of_a_pages_title_that_the_text_repeats_is_the_title() -> None:
    head = f"<head><title>示例市人民政府-{TITLE}</title></head>"

    assert read_page(f"<html>{head}<body><p>{TITLE}</p><p>{PROSE}</p></body></html>").title == TITLE


# Real reports


@pytest.mark.corpus
@pytest.mark.parametrize(
    "name", ["pingtan_2019", "pingtan_2020", "pingtan_2021", "pingtan_2022", "shanghai_office_2019"]
)
def test_real_pages(corpus: Path, name: str) -> None:
    document = read_page((corpus / "reports" / f"{name}.html").read_bytes())
    expected = json.loads((corpus / "expected" / f"{name.replace('office', 'go')}.json").read_text("utf-8"))
    second, third, fourth = grids(document)

    assert [row[-7:] for row in rows(third)[3:]] == [[str(v) for v in row] for row in expected["t3"].values()]
    assert rows(fourth)[-1] == [str(value) for value in expected["t4"]]
    assert len(rows(second)) in (14, 18)
    assert isinstance(document.blocks[0], Heading)
    assert document.metadata.get("published", expected.get("published")) == expected.get("published")
    assert not [text for text in texts(document) if "来源" in text or "首页" in text or "相关链接" in text]
    assert Paragraph in map(type, document.blocks)


def article_of(*lines: str) -> list[str]:
    return texts(read_page(f"<html><body><h1>{TITLE}</h1><p>{PROSE}</p>{''.join(lines)}</body></html>"))[2:]


@pytest.mark.parametrize(
    "line",
    ["（二）平台建设。更新网站地图、隐私声明等栏目，规范标注ICP备案号。", "对未经许可不得转载的内容作出标识。"],
)
def test_a_sentence_on_running_the_site_is_no_imprint(line: str) -> None:
    assert article_of(f"<p>{line}</p><p>{PROSE}</p>") == [line, PROSE]


def test_an_imprint_behind_the_article_is_left_out_even_as_a_sentence() -> None:
    assert article_of(f"<p>{PROSE}</p><p>本网站内容未经许可，任何单位和个人不得转载，违者必究。</p>") == [PROSE]


def test_linked_lines_in_the_midst_of_the_article_are_its_own() -> None:
    names = ["《示例市公交服务办法》", "《示例市停车管理办法》", "《示例市公路养护办法》"]
    links = "".join(f"<p><a href=a>{name}</a></p>" for name in names)

    assert article_of(links, f"<p>{PROSE}</p>") == [*names, PROSE]


@pytest.mark.parametrize(
    "links",
    [
        "<ul><li><a href=a>指南</a></li><li><a href=b>制度</a></li><li><a href=c>年报</a></li></ul>",
        "<p><a href=#a>一、总体情况</a></p><p><a href=#b>二、主动公开</a></p><p><a href=#c>三、申请</a></p>",
    ],
)
def test_lists_of_links_and_contents_are_left_out(links: str) -> None:
    assert article_of(links, f"<p>{PROSE}</p>") == [PROSE]


def test_an_index_box_gives_the_title_where_the_page_has_none() -> None:
    box = (
        "<table><tr><td>索引号</td><td>00001/2024-00001</td><td>发布日期</td><td>2024-01-26</td></tr>"
        f"<tr><td>标 题</td><td colspan=3>{TITLE}</td></tr></table>"
    )
    page = f"<html><head><title>年度报告</title></head><body>{box}<p>{PROSE}</p>{TABLE}</body></html>"

    assert read_page(page).title == TITLE


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<div id=app></div><script src=app.js></script>", "由脚本加载"),
        ("<noscript>请启用 JavaScript</noscript><div id=root>加载中</div>", "由脚本加载"),
        (f"<h1>{TITLE}</h1><iframe src=content_7.html></iframe>", "框架页.*content_7"),
        (f"<h1>{TITLE}</h1><p><a href='/down.jsp?id=5'>点击下载：年报全文</a></p>", "附件.*年报全文"),
        (f"<h1>{TITLE}</h1><p><img src=1.jpg></p>", "是图片"),
        ("".join(f"<p><a href={y}>示例市{y}年政府信息公开工作年度报告</a></p>" for y in range(2020, 2024)), "列表"),
    ],
)
def test_a_page_without_the_report_says_where_it_is(body: str, reason: str) -> None:
    with pytest.raises(UnreadableReport, match=reason):
        read_page(f"<html><body>{body}</body></html>")


def test_a_frameset_names_its_page() -> None:
    with pytest.raises(UnreadableReport, match="right"):
        read_page("<html><frameset><frame src=right.html></frameset></html>")


def test_a_page_written_into_a_frame_is_read() -> None:
    framed = PORTAL.replace("&", "&amp;").replace('"', "&quot;")

    assert read_page(f'<html><body><iframe srcdoc="{framed}"></iframe></body></html>').title == TITLE
