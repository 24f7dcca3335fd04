"""A report inside a government portal: menus, breadcrumbs, share bar and footer round the article."""

from __future__ import annotations

from html import escape

from gouji_rules.gid.testing.pages import article, meta_tags
from gouji_rules.gid.testing.report import LawfulReport

_MENU = ["首页", "走进本地", "政务公开", "政务服务", "互动交流", "数据发布"]
_SIDE = ["政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开"]
_SCRIPT = "<script>var opened=true;function doPrint(){window.print();}</script>\n"


def to_portal(report: LawfulReport, site: str) -> str:
    """Return a portal page that declares GBK; the caller encodes it so."""
    title = f"{report.title}_政府信息公开年报_{site}"
    return (
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN">\n<html>\n<head>\n'
        '<meta http-equiv="Content-Type" content="text/html; charset=gbk">\n'
        f"<title>{escape(title)}</title>\n{_site_tags(site)}{meta_tags(report)}{_SCRIPT}</head>\n<body>\n"
        f"{_header(site)}{_crumbs(report)}{_side(report)}"
        f'<div class="content" id="zoom">\n{_information(report)}{article(report, word_like=True)}</div>\n'
        f"{_footer(site)}</body>\n</html>\n"
    )


def _site_tags(site: str) -> str:
    tags = {"SiteName": site, "SiteIDCode": "0000000001", "ColumnName": "政府信息公开年报"}
    return "".join(f'<meta name="{name}" content="{escape(content)}">\n' for name, content in tags.items())


def _header(site: str) -> str:
    items = "".join(f'<li><a href="/{index}/">{name}</a></li>' for index, name in enumerate(_MENU))
    return f'<div class="header"><a class="logo" href="/">{escape(site)}</a><ul class="nav">{items}</ul></div>\n'


def _crumbs(report: LawfulReport) -> str:
    trail = "&nbsp;&gt;&nbsp;".join(f'<a href="#">{name}</a>' for name in ("首页", "政务公开", "政府信息公开年报"))
    return f'<div class="position">当前位置：{trail}&nbsp;&gt;&nbsp;{escape(report.title)}</div>\n'


def _side(report: LawfulReport) -> str:
    items = "".join(f'<li><a href="#">{name}</a></li>' for name in _SIDE)
    years = "".join(
        f'<li><a href="./{year}.html" title="{year}年度报告">{year}年</a></li>'
        for year in range(report.year - 3, report.year + 1)
    )
    return f'<div class="side"><ul>{items}</ul><ul class="years">{years}</ul></div>\n'


def _information(report: LawfulReport) -> str:
    return (
        f'<div class="info"><span>发布日期：{report.published.isoformat()}</span> '
        f"<span>信息来源：{escape(report.agency)}</span> <span>浏览次数：318</span> "
        '<span>字号：[<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>]</span></div>\n'
    )


def _footer(site: str) -> str:
    return (
        '<div class="tools"><a href="javascript:doPrint()">打印本页</a> '
        '<a href="javascript:window.close()">关闭窗口</a> <span>分享到：</span>'
        '<a href="#">微信</a> <a href="#">微博</a></div>\n'
        f'<div class="footer">主办：{escape(site)}　<a href="#">网站地图</a>　<a href="#">关于我们</a>　'
        "网站标识码：0000000001</div>\n"
    )
