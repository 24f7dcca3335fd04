"""An invented county over the years: its agencies tell their own years in freely composed words, and its government adds them up.

Agencies are renamed, by their text or by one spelling or another; reports before 2019 carry the old table of statistics.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random

from gouji_rules.gid.testing import Kind, LawfulReport, LawfulSection, to_html
from gouji_rules.gid.testing.figures import row_ids
from gouji_rules.gid.testing.forms import form_of, load

WORDS: Mapping[str, Sequence[str]] = tomllib.loads(
    Path(__file__).with_name("county_words.toml").read_text(encoding="utf-8")
)
YEARS = range(2017, 2023)
PLACE = "云岭县"
GOVERNMENT, OFFICE = "人民政府", "人民政府办公室"
BODIES = (
    OFFICE, "公安局", "教育局", "住房和城乡建设局", "水利局", "财政局", "民政局", "卫生健康局", "石桥镇人民政府", "柳河乡人民政府",
)  # fmt: skip
RENAMED = {
    ("教育局", 2021): "教育体育局", ("教育局", 2022): "教育体育局", ("卫生健康局", 2017): "卫生和计划生育局",
    ("卫生健康局", 2018): "卫生和计划生育局", ("住房和城乡建设局", 2018): "住建局", ("住房和城乡建设局", 2022): "住建局",
    (GOVERNMENT, 2020): "政府",
}  # fmt: skip
LAW = (
    "《中华人民共和国政府信息公开条例》规定，行政机关应当及时、准确地公开政府信息。",
    "本机关依照《中华人民共和国政府信息公开条例》第五十条的规定编制本报告，向社会公布。",
)
APPLICANTS = (
    "natural_person", "commercial_enterprise", "research_institution", "public_welfare_organization",
    "legal_service_institution", "other",
)  # fmt: skip
OUTCOMES = (
    *("granted",) * 6, "partially_granted", "denied_third_party", "denied_internal_affairs", "denied_process_information",
    "unavailable_not_held", "unavailable_needs_creation", "not_processed_petition", "not_processed_repeated",
)  # fmt: skip
DISPUTES = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
STATISTICS = {
    "disclosed": "主动公开政府信息数", "gazette": "政府公报公开政府信息数", "website": "政府网站公开政府信息数",
    "received": "收到申请数", "online": "网络申请数", "letter": "信函申请数", "answered": "申请答复数",
    "granted": "同意公开答复数", "denied": "不同意公开答复数", "reconsiderations": "行政复议数量",
}  # fmt: skip
OLD_SECTIONS = {
    "overview": "一、概述", "active_disclosure": "二、主动公开政府信息情况", "requests": "三、依申请公开政府信息办理情况",
    "fees": "四、政府信息公开的收费及减免情况", "review": "五、因政府信息公开申请行政复议、提起行政诉讼的情况",
    "problems": "六、存在的主要问题和改进措施", "other_matters": "七、其他需要报告的事项",
}  # fmt: skip
SECTIONS = {
    "overview": "一、总体情况", "active_disclosure": "二、主动公开政府信息情况", "requests": "三、收到和处理政府信息公开申请情况",
    "review": "四、政府信息公开行政复议、行政诉讼情况", "problems": "五、存在的主要问题及改进情况",
    "other_matters": "六、其他需要报告的事项",
}  # fmt: skip

Cells = dict[str, dict[str, int]]
Key = tuple[str, int]
County = dict[Key, "Told"]


@dataclass
class Told:
    """What an agency tells of a year, to be changed at will: tables by id, the paragraphs of sections by id."""

    body: str
    year: int
    published: date
    figures: dict[str, Cells]
    prose: dict[str, list[str]]

    @property
    def name(self) -> str:
        """What the agency calls itself in that year."""
        return PLACE + RENAMED.get((self.body, self.year), self.body)

    @property
    def source(self) -> str:
        """The name of its file."""
        return f"{self.body}-{self.year}.html"

    def page(self) -> str:
        """Return the report as a page."""
        return self._old_page() if self.year < 2019 else to_html(self.report())

    def report(self) -> LawfulReport:
        """Return the report as the formats take it."""
        sections = [LawfulSection(name, heading, tuple(self.prose.get(name, ()))) for name, heading in SECTIONS.items()]
        figures = {
            table: {row: {column: str(value) for column, value in cells.items()} for row, cells in rows.items()}
            for table, rows in self.figures.items()
        }
        period = f"本报告所列数据统计期限为{self.year}年1月1日至{self.year}年12月31日。"
        return LawfulReport(
            self.name, Kind.DEPARTMENT, self.year, self._title, self.published, form_of(self.year), (period,), tuple(sections),
            figures, signed=True,
        )  # fmt: skip

    @property
    def _title(self) -> str:
        return f"{self.name}{self.year}年政府信息公开工作年度报告"

    def _old_page(self) -> str:
        prose = "".join(
            f"<h2>{heading}</h2>" + "".join(f"<p>{line}</p>" for line in self.prose.get(name, ["详见统计表。"]))
            for name, heading in OLD_SECTIONS.items()
        )
        head = "<tr><td>指标名称</td><td>计量单位</td><td>本年度</td><td>历年累计</td></tr>"
        rows = "".join(
            f"<tr><td>{STATISTICS[row]}</td><td>件</td><td>{cells['year']}</td><td>{cells['cumulative']}</td></tr>"
            for row, cells in self.figures["statistics"].items()
        )
        day = f"{self.published.year}年{self.published.month}月{self.published.day}日"
        return (
            f"<html><head><meta charset=utf-8><title>{self._title}</title></head><body><h1>{self._title}</h1>{prose}"
            f"<p>政府信息公开情况统计表</p><table border=1>{head}{rows}</table><p>{self.name}</p><p>{day}</p></body></html>"
        )


@dataclass
class _Agency:
    """An agency while its years are written: what goes on from one to the next."""

    body: str
    usual: int
    amounts: dict[str, int]
    stock: int
    carried: dict[str, int] = field(default_factory=lambda: dict.fromkeys(APPLICANTS, 0))
    pending: dict[str, int] = field(default_factory=lambda: dict.fromkeys(DISPUTES, 0))
    items: dict[str, int] = field(default_factory=dict)
    cumulative: dict[str, int] = field(default_factory=dict)
    said: set[tuple[str, str]] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)
    measures: list[str] = field(default_factory=list)


def county(seed: int) -> County:
    """Return what all agencies of the county tell, the government last in each year."""
    rng = Random(seed)
    agencies = [_agency(body, rng) for body in (*BODIES, GOVERNMENT)]
    told: County = {}
    for year in YEARS:
        for agency in agencies:
            below = [told[body, year].figures for body in BODIES] if agency.body == GOVERNMENT else []
            told[agency.body, year] = _told(agency, year, rng, below)
    return told


def _agency(body: str, rng: Random) -> _Agency:
    amounts = {
        "licences": rng.randint(60, 900),
        "penalties": rng.randint(60, 900),
        "compulsory_measures": rng.randint(1, 40),
    }
    return _Agency(body, rng.choice((3, 8, 15, 40)), amounts | {"disclosed": rng.randint(300, 900)}, rng.randint(5, 12))


def _told(agency: _Agency, year: int, rng: Random, below: Sequence[Mapping[str, Cells]]) -> Told:
    prose = _prose(agency, year, rng)
    days = date(year + 1, 2, rng.randint(1, 18)), date(year + 1, 1, rng.randint(5, 30))
    figures = _summed(below) if below else _statistics(agency, rng) if year < 2019 else _tables(agency, year, rng)
    if year < 2019:
        for row, cells in figures["statistics"].items():
            before = agency.cumulative.get(row, 6 * cells["year"])
            agency.cumulative[row] = cells["cumulative"] = before + cells["year"]
    return Told(agency.body, year, days[0] if below else days[1], figures, prose)


def _prose(agency: _Agency, year: int, rng: Random) -> dict[str, list[str]]:
    told = [_sentence(agency, rng) for _ in range(rng.randint(6, 10))]
    overview = [f"{year}年，{told[0]}", "".join(told[1:4]), "".join(told[4:])]
    if rng.random() < 0.5:
        overview.insert(rng.randrange(2), rng.choice(LAW))
    if (agency.body, year) == ("教育局", 2021):
        overview.append("根据机构改革安排，云岭县教育局更名为云岭县教育体育局。")
    problems = rng.sample([each for each in WORDS["problems"] if each not in agency.problems], 2)
    measures = rng.sample([each for each in WORDS["measures"] if each not in agency.measures], 3)
    lines = [f"存在的问题：{problems[0]}，{problems[1]}。"]
    if agency.measures:
        lines.append(f"针对上年问题，已{agency.measures[0]}，{agency.measures[1]}一事正在推进。")
    lines.append(f"下一步，将{'，'.join(measures)}。")
    agency.problems, agency.measures = problems, measures
    return {"overview": overview, "problems": lines}


def _sentence(agency: _Agency, rng: Random) -> str:
    while True:
        verb, topic, way, goal = (rng.choice(WORDS[each]) for each in ("verbs", "topics", "ways", "goals"))
        if agency.said.isdisjoint({(verb, topic), (topic, way)}):
            agency.said |= {(verb, topic), (topic, way)}
            number = rng.randint(2, 400)
            return rng.choice((
                f"{verb}了{topic}，{way}，{goal}。", f"围绕{topic}开展专项行动，{verb}材料{number}份，{way}。",
                f"{topic}由承办股室{verb}，{way}；全年累计服务{number}人次，{goal}。",
            ))  # fmt: skip


def _statistics(agency: _Agency, rng: Random) -> dict[str, Cells]:
    received = agency.usual + rng.randint(0, 4)
    disclosed = int(agency.amounts["disclosed"] * rng.uniform(0.8, 1.3))
    letters, denied, disputes = (rng.randint(0, received // part) for part in (2, 3, 6))
    values = (
        disclosed, disclosed // 7, disclosed - disclosed // 7, received, received - letters, letters, received,
        received - denied, denied, disputes,
    )  # fmt: skip
    return {"statistics": {row: {"year": value} for row, value in zip(STATISTICS, values, strict=True)}}


def _tables(agency: _Agency, year: int, rng: Random) -> dict[str, Cells]:
    return {
        "requests": _requests(agency, year, rng),
        "review": {row: _disputes(agency, row, rng) for row in DISPUTES},
        "active_disclosure": _disclosure(agency, year, rng),
    }


def _requests(agency: _Agency, year: int, rng: Random) -> Cells:
    rows: Cells = {
        row: dict.fromkeys((*APPLICANTS, "total"), 0) for row in row_ids(load(form_of(year)).tables["requests"])
    }
    for _ in range(max(0, agency.usual + rng.randint(-2, 6))):
        rows["new_received"][APPLICANTS[0] if rng.random() < 0.75 else rng.choice(APPLICANTS)] += 1
    rows["carried_in"].update(agency.carried)
    for column in APPLICANTS:
        at_hand = rows["new_received"][column] + agency.carried[column]
        left = min(at_hand, rng.randint(0, 2)) if rng.random() < 0.4 else 0
        for _ in range(at_hand - left):
            rows[rng.choice(OUTCOMES)][column] += 1
        rows["total_processed"][column], rows["carried_out"][column] = at_hand - left, left
        agency.carried[column] = left
    for cells in rows.values():
        cells["total"] = sum(cells[column] for column in APPLICANTS)
    return rows


def _disputes(agency: _Agency, row: str, rng: Random) -> dict[str, int]:
    new = rng.choice((0, 0, 0, 1, 2)) if agency.usual >= 8 else 0
    old, pending = agency.pending[row], rng.choice((0, 0, 1)) if new else 0
    agency.pending[row] = pending
    return {"upheld": old + new - pending, "corrected": 0, "other": 0, "pending": pending, "total": old + new}


def _disclosure(agency: _Agency, year: int, rng: Random) -> Cells:
    made = rng.choice((0, 1, 2, 3))
    for row in ("licences", "penalties", "compulsory_measures"):
        agency.amounts[row] = max(1, int(agency.amounts[row] * rng.uniform(0.7, 1.4)))
    decisions = {row: {"decisions": agency.amounts[row]} for row in ("licences", "penalties", "compulsory_measures")}
    if year >= 2021:
        repealed = rng.choice((0, 0, 1))
        agency.stock += made - repealed
        return {
            "regulations": dict.fromkeys(("made", "repealed", "in_force"), 0),
            "normative_documents": {"made": made, "repealed": repealed, "in_force": agency.stock},
            **decisions, "fees": {"amount": 0},
        }  # fmt: skip
    agency.stock += made
    items: Cells = {}
    for row in ("licences", "other_services", "penalties", "compulsory_measures", "fees"):
        before, change = agency.items.setdefault(row, rng.randint(5, 90)), rng.choice((-2, 0, 0, 1, 3))
        agency.items[row] = before + change
        items[row] = {"items": before, "change": change, **decisions.get(row, {})}
    items["other_services"]["decisions"] = 0
    return {
        "regulations": dict.fromkeys(("made", "disclosed", "total_disclosed"), 0),
        "normative_documents": {"made": made, "disclosed": made, "total_disclosed": agency.stock},
        **items, "procurement": {"projects": rng.randint(0, 6), "amount": rng.randint(0, 300)},
    }  # fmt: skip


def _summed(below: Iterable[Mapping[str, Cells]]) -> dict[str, Cells]:
    """Add up the tables of all agencies below."""
    parts = list(below)
    return {
        table: {
            row: {column: sum(part[table][row][column] for part in parts) for column in cells if column != "cumulative"}
            for row, cells in rows.items()
        }
        for table, rows in parts[0].items()
    }
