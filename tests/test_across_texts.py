"""Texts that recur: last year's, or another agency's; facts of one's own count as one's own."""

from __future__ import annotations

from across import read, together
from gouji import CheckedReport, Outcome
from gouji.host import Host

FOUND = (Outcome.FAIL, Outcome.REVIEW, Outcome.ERROR)
STOCK = [
    "把公开作为联系群众的桥梁，坚持以公开为常态、不公开为例外，",
    "主要负责同志定期听取汇报，分管负责同志具体抓落实，",
    "把公开事项列入年度重点任务，与业务工作一同部署、一同检查，",
    "遇有政策出台同步准备问答口径，方便办事群众看懂弄通，",
]
FACTS = [
    "开展水质抽检{0}次，公布不合格点位{1}个，",
    "修缮灌渠{0}公里，受益农户{1}户，",
    "开通校车线路{0}条，接送学生{1}人，",
]
OTHERS = [
    "组织巡回义诊{0}场，接诊群众{1}人次，",
    "改造老旧管网{0}公里，惠及住户{1}户，",
    "举办专场招聘{0}场，达成意向{1}个，",
]
MORE = [
    "会同有关乡镇排查沿河排污口{0}个并逐一登记造册，邀请服务对象代表{1}人次走进单位体验办事流程，",
    "修订农村饮用水应急预案{0}份，储备净水设备{1}台，",
    "抽检校园食堂{0}家，责令整改{1}处，",
    "清运河道垃圾{0}吨，出动人员{1}人次，",
    "发放就业补贴{0}万元，受理咨询电话{1}个，",
]
PROBLEMS = [
    "存在的问题：部分科室对答复文书的说理不够重视，个别栏目的更新依赖人工提醒，线下查阅点的使用率偏低。",
    "改进措施：下一步，将把说理要求写进文书模板，为栏目更新设置自动提醒，并把查阅点迁到办事大厅。",
]
OWN = ["存在的问题：村级公示内容简略，老年人不会使用手机查询。", "改进措施：将统一公示样式，每月到村讲解一次查询办法。"]


def page(agency: str, year: int, overview: list[str], problems: list[str]) -> str:
    sections = [
        ("一、总体情况", overview), ("二、主动公开政府信息情况", []), ("三、收到和处理政府信息公开申请情况", []),
        ("四、政府信息公开行政复议、行政诉讼情况", []), ("五、存在的主要问题及改进情况", problems),
        ("六、其他需要报告的事项", [f"{year}年未收取信息处理费。"]),
    ]  # fmt: skip
    body = "".join(f"<h2>{head}</h2>" + "".join(f"<p>{line}</p>" for line in lines) for head, lines in sections)
    return f"<h1>{agency}{year}年政府信息公开工作年度报告</h1>{body}<p>{agency}</p><p>{year + 1}年1月20日</p>"


def facts(templates: list[str], year: int) -> list[str]:
    numbers = [(year % 100 + place, year % 7 * 31 + 100 + place) for place in range(len(templates))]
    return [template.format(*pair) for template, pair in zip(templates, numbers, strict=True)]


def found(host: Host, *reports: CheckedReport) -> dict[tuple[str, str], tuple[str, ...]]:
    rules = ("gid/narrative-reuse", "gid/problems-reuse", "gid/shared-narrative")
    batch = together(host, reports, *rules).batch
    return {(r.rule, r.reports[0]): r.reports[1:] for r in batch if r.outcome in FOUND}


def report(host: Host, agency: str, year: int, overview: list[str], problems: list[str]) -> CheckedReport:
    return read(host, f"{agency}{year}.html", page(agency, year, overview, problems))


def test_facts_of_its_own_with_numbers_make_a_text_new(host: Host) -> None:
    before = report(host, "示例县水利局", 2022, STOCK + PROBLEMS[1:] + facts(FACTS, 2022), PROBLEMS)
    fresh = report(host, "示例县水利局", 2023, STOCK[:3] + facts(OTHERS, 2023) + facts(MORE, 2023), OWN)
    copied = report(host, "示例县水利局", 2023, STOCK + PROBLEMS + facts(FACTS, 2023), OWN)

    assert not found(host, before, fresh)
    assert set(found(host, before, copied)) == {("gid/narrative-reuse", copied.source)}


def test_a_text_of_figures_that_is_wholly_another_is_found(host: Host) -> None:
    told = [line for templates in (FACTS, OTHERS, MORE) for line in facts(templates, 2022)]
    before = report(host, "示例县水利局", 2022, told, PROBLEMS)
    renumbered = [line for templates in (FACTS, OTHERS, MORE) for line in facts(templates, 2023)]
    copied = report(host, "示例县水利局", 2023, renumbered, OWN)
    half = report(host, "示例县水利局", 2023, [*facts(FACTS, 2023), *STOCK, *facts(OTHERS, 2023)], OWN)

    assert set(found(host, before, copied)) == {("gid/narrative-reuse", copied.source)}
    assert not found(host, before, half)
    results = together(host, [before, copied], "gid/narrative-reuse").batch
    assert all(result.findings[0].evidence for result in results if result.outcome in FOUND)


def test_one_section_of_another_agency_is_found_and_last_years_too(host: Host) -> None:
    one = report(host, "示例县水利局", 2022, facts(FACTS, 2022), PROBLEMS)
    other = report(host, "示例县教育局", 2022, facts(OTHERS, 2022), PROBLEMS)
    later = report(host, "示例县教育局", 2023, facts(OTHERS, 2023), PROBLEMS)
    own = report(host, "示例县教育局", 2022, facts(OTHERS, 2022), OWN)

    assert set(found(host, one, other)) == {
        ("gid/shared-narrative", one.source), ("gid/shared-narrative", other.source),
    }  # fmt: skip
    assert found(host, one, later) == {("gid/shared-narrative", later.source): (one.source,)}
    assert not found(host, one, own)
