"""Web pages made up for tests."""

from __future__ import annotations

from pathlib import Path

from gouji import Document, Source
from gouji_plugins.readers.html import read

TITLE = "示例市交通运输局2023年政府信息公开工作年度报告"
PROSE = "2023年，示例市交通运输局认真贯彻落实条例，主动公开政府信息125条，收到申请6件，均按期答复。"
TABLE = "<table><tr><td>行政许可</td><td>23</td></tr><tr><td>行政处罚</td><td>5</td></tr></table>"

PORTAL = f"""<!DOCTYPE html><html><head><meta charset="utf-8">
<meta name="SiteName" content="示例市人民政府"><meta name="ContentSource" content="示例市交通运输局">
<title>{TITLE}_政府信息公开年报_示例市人民政府</title><script>var now = new Date("2031-01-01");</script></head><body>
<div class="top"><ul><li><a href="/">首页</a></li><li><a href="/a">政务公开</a></li><li><a href="/b">互动</a></li></ul></div>
<div class="wz">当前位置：<a href="/">首页</a> &gt; <a href="/a">政务公开</a> &gt; 年报</div>
<div class="box"><div class="detail_title">{TITLE}</div>
<div class="msg"><span>发布日期：2024-01-26 10:18</span><span>来源：局办公室</span><span>浏览次数：592</span>
<span>字体：【大 中 小】</span></div>
<div class="view"><p>{PROSE}</p><p>一、总体情况</p><p>{PROSE}</p>{TABLE}<p>六、其他需要报告的事项</p><p>无。</p>
<p>示例市交通运输局</p><p>2024年1月20日</p></div>
<div class="bar"><a href="javascript:window.print()">打印</a> <a href="#">关闭</a></div></div>
<div class="more"><h3>相关链接</h3><ul><li><a href="1">{TITLE.replace("3", "2")}</a><span>2023-01-20</span></li>
<li><a href="2">{TITLE.replace("3", "1")}</a><span>2022-01-20</span></li></ul></div>
<div class="end">主办：示例市人民政府办公室 备案号：某ICP备00000000号 网站标识码：0000000001</div></body></html>"""


def read_page(html: str | bytes, name: str = "report.html") -> Document:
    """Read a page that is one."""
    data = html.encode() if isinstance(html, str) else html
    document = read(Source(name, Path(name).suffix, data))
    assert document is not None
    return document
