"""The paragraph before the first section: basis, period, where to find the report, whom to ask."""

from __future__ import annotations

import re
from random import Random

from gouji_rules.gid.testing.agencies import Agency

_OFFICE = "国务院办公厅政府信息与政务公开办公室"
_NOTICES = {
    "gid-2019": f"《{_OFFICE}关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2019〕60号）",
    "gid-2021": (
        f"《{_OFFICE}关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）"
    ),
}
_PERIODS = [
    "本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。",
    "本报告所列数据的统计期限为{year}年1月1日至{year}年12月31日。",
    "报告中所列数据的统计时限自{year}年1月1日至{year}年12月31日。",
]
_STREETS = ["为民路", "公开大道", "清风街", "明理路", "惠民街"]
_REGULATION = "《中华人民共和国政府信息公开条例》（国务院令第711号，以下简称《条例》）"


def write_preamble(agency: Agency, year: int, form: str, headings: list[str], rng: Random) -> tuple[str, ...]:
    """Write the preamble, in one paragraph or two; now and then it announces the six sections."""
    title = title_of(agency, year)
    basis = f"根据{_REGULATION}和{_NOTICES[form]}要求，{agency.maker}编制了《{title}》。"
    announced = _announcement(headings) if rng.random() < 0.3 else ""
    period = rng.choice(_PERIODS).format(year=year)
    access = _access(agency, rng)
    if rng.random() < 0.5:
        return (basis + announced + period + access,)
    return (basis + announced, period + access)


def title_of(agency: Agency, year: int) -> str:
    """Return the title: full name, year, and the words of the law."""
    return f"{agency.name}{year}年政府信息公开工作年度报告"


def _announcement(headings: list[str]) -> str:
    names = "，".join(heading.split("、", 1)[1] for heading in headings)
    return f"全文由以下六个部分组成：{names}。"


def _access(agency: Agency, rng: Random) -> str:
    number, postcode = rng.randint(1, 399), f"39{rng.randint(0, 99):02d}00"
    telephone = f"0399-5{rng.randint(0, 999999):06d}"
    return (
        f"本报告电子版可在{_site(agency)}（www.{agency.domain}.gov.cn）查阅下载。"
        f"如对本报告有疑问，请与{agency.contact}联系（地址：{agency.place}{rng.choice(_STREETS)}{number}号，"
        f"邮政编码：{postcode}，联系电话：{telephone}，电子邮箱：xxgk@{agency.domain}.gov.cn）。"
    )


def _site(agency: Agency) -> str:
    place = re.match(r".+?[省市县区]", agency.place)
    return f"{place[0] if place else agency.place}人民政府门户网站"
