"""What belongs to the site and not to the article, told by names and by words.

The pages of a site share their furniture, so that what was told of its words and names is kept.
"""

from __future__ import annotations

import re
from functools import lru_cache

TAGS = frozenset({"nav", "footer", "aside"})

_NAMES = re.compile(
    r"(?:^|[\s_-])(?:top|bottom|main|sub|left|right|site|page|art|article|con|content|news|xl|bd|side|go)?[_-]?"
    r"(?:nav|navbar|navigation|menu|menus|crumbs?|breadcrumbs?|position|dqwz|weizhi|location|share|sharebar|bdshare\w*|"
    r"jiathis\w*|social|print|footer|foot|copyright|related|relate|relation|xgxx|xglj|xgwz|xgyd|sidebar|aside|search|"
    r"toolbar|tools|pager|pagination|qrcode|ewm|erweima|banner|logo|topbar|toplink|friend|friendlink|links|header|head|"
    r"login|comment|pre_?next|recommend|hot|rank|tags?|zoomer|fontsize|zihao)"
    r"(?:s|list|box|bar|wrap|wrapper|area|con)?(?=$|[\s_-])",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:^|\s)[\w-]*(?<!sub)(?<!sub[_-])(?:title|headline|biaoti|[_-]tit|[_-]bt)(?:$|\s)|(?:^|\s)tit(?:$|\s)",
    re.IGNORECASE,
)

_LABEL = (
    r"(?:(?:信息提供|发布|公布|公开|发文|生成|成文|更新|录入|添加|创建|上传|印发|编辑)?(?:日期|时间)|(?:信息|文章|稿件|内容|新闻)?来\s*源|"
    r"(?:发布|发文|公开|供稿|制发)(?:机构|机关|单位|部门|主体|者)|作者|(?:责任|文字)?编辑|(?:浏览|点击|阅读|访问)(?:次数|量|人数|数|率)?|"
    r"字体(?:大小)?|字号|文\s*号|索\s*引\s*号|有效性|信息类别|主题分类|体裁|关键[字词])"
)
_LABEL_END = re.compile(r"[:：】\]]")
_STAMP = r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s*\d{1,2}:\d\d(?::\d\d)?"
_LABELLED = re.compile(rf"{_LABEL}\s*[:：】\]]")
_OPENED = re.compile(rf"[\s【\[（(]*{_LABEL}\s*[:：】\]]|\D{{0,4}}(?:19|20)\d\d[-/.年]\d{{1,2}}[-/.月]\d{{1,2}}")
_DATED = re.compile(rf"(?:日期|时间)\s*[:：】\]]\s*\[?\d{{4}}[-/.年]|^\D{{0,4}}\d{{4}}[-/.年]\d|\s{_STAMP}\s*$")
_STAMPED = re.compile(rf"\D{{0,2}}{_STAMP}\D{{0,2}}")
_LONE = re.compile(
    r"[\s【\[（(]*(?:(?:信息|文章|稿件|内容|新闻)?来\s*源|(?:发布|发文|供稿)(?:机构|单位|部门|者)|作者|(?:责任|文字)?编辑|"
    r"(?:浏览|点击|阅读|访问)(?:次数|量|人数|数|率)?|字体(?:大小)?|字号)\s*[:：】\]]\s*[^，。；]{0,30}"
)
_TOOLS = re.compile(
    r"(?:[\s【】\[\]()（）|｜·:：>＞/+_-]|打印(?:本页|此页|本文|页面|预览)?|关闭(?:窗口|本页|页面|此页)?|我要|收藏(?:本页)?|"
    r"分享(?:到|至)?|微信|新浪|腾讯|微博|朋友圈|QQ空间|QQ好友|QQ|视力保护色|字体(?:大小)?|字号|默认|超大|较大|特大|大|中|小|"
    r"返回(?:顶部|上一页|首页|列表)?|上一页|下一页|首页|尾页|纠错|推荐|保存|下载|繁體|繁体|简体|无障碍|朗读|T|A)++"
)
_SITE = re.compile(
    r"当前位置|您?(?:现在|当前)?(?:的|所在|所处)*位置|上一?[篇条][:：]|下一?[篇条][:：]|扫一扫|版权所有|主办单位?[:：]|承办单位?[:：]|"
    r"分享到|今天是|欢迎(?:访问|光临|您)|相关(?:链接|附件下载|阅读|新闻|信息|文章)[:：]?$"
)
_SITE_WORDS = re.compile(
    "ICP备|icp备|网站地图|隐私声明|不得转载|违者必究|网站标识码|公网安备|版权所有|Copyright|copyright|COPYRIGHT"
)
_CRUMBS = re.compile(r"(?:首页|网站首页|主页)?\s?[>＞»›]|[^，。>＞»›]{1,20}(?:[>＞»›]{1,2}[^，。>＞»›]{1,30}){2,}$")
_LONGEST_INFO = 160


@lru_cache(maxsize=4096)
def is_chrome_name(tag: str, mark: str) -> bool:
    """Tell whether a container's tag, class or id speaks of the site's furniture."""
    return tag in TAGS or bool(mark and _NAMES.search(mark))


@lru_cache(maxsize=4096)
def is_title_name(mark: str) -> bool:
    """Tell whether a class or id speaks of the article's title."""
    return bool(mark) and _TITLE.search(mark) is not None


@lru_cache(maxsize=4096)
def is_info(text: str) -> bool:
    """Tell the line of publication: date, source, visits, type size."""
    if len(text) > _LONGEST_INFO or "。" in text or not _LABEL_END.search(text):
        return False
    if not _OPENED.match(text):
        return False
    labels = len(_LABELLED.findall(text))
    if labels == 1 and _DATED.search(text):
        return True
    return labels >= 2 or _LONE.fullmatch(text) is not None or _STAMPED.fullmatch(text) is not None


def names_site(text: str) -> bool:
    """Tell a line with a word of a site's imprint, which a sentence on running the site may hold too."""
    return len(text) <= _LONGEST_INFO and _SITE_WORDS.search(text) is not None


@lru_cache(maxsize=4096)
def is_furniture(text: str) -> bool:
    """Tell a line of tools or of the site: print, close, share, breadcrumbs, imprint."""
    if len(text) > _LONGEST_INFO:
        return False
    if _SITE.match(text) or _CRUMBS.match(text) or names_site(text):
        return True
    return _TOOLS.fullmatch(text) is not None and any(character.isalpha() for character in text)
