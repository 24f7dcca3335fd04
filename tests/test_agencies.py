"""Names of agencies taken apart: real ones of every kind, and places that no table knows."""

from __future__ import annotations

import subprocess
import sys

import pytest

from gouji import Agency
from gouji_plugins.locales.zh import AgencyKind, Level, agency_of, short_names

STATE, PROVINCE, PREFECTURE, COUNTY, TOWNSHIP = Level
EITHER = (PREFECTURE, COUNTY)
GOVERNMENT, OFFICE, DEPARTMENT = AgencyKind.GOVERNMENT, AgencyKind.OFFICE, AgencyKind.DEPARTMENT
VERTICAL, TOWN, STREET = AgencyKind.VERTICAL, AgencyKind.TOWNSHIP, AgencyKind.SUBDISTRICT
ZONE, COMMITTEE, UNKNOWN = AgencyKind.ZONE, AgencyKind.ZONE_COMMITTEE, AgencyKind.UNKNOWN

NAMES: list[tuple[str, str, AgencyKind, tuple[Level, ...]]] = [
    ("江苏省人民政府", "江苏省", GOVERNMENT, (PROVINCE,)),
    ("内蒙古自治区人民政府", "内蒙古自治区", GOVERNMENT, (PROVINCE,)),
    ("广西壮族自治区人民政府", "广西壮族自治区", GOVERNMENT, (PROVINCE,)),
    ("北京市人民政府", "北京市", GOVERNMENT, (PROVINCE,)),
    ("重庆市人民政府", "重庆市", GOVERNMENT, (PROVINCE,)),
    ("淮安市人民政府", "淮安市", GOVERNMENT, (PREFECTURE,)),
    ("江苏省淮安市人民政府", "淮安市", GOVERNMENT, (PREFECTURE,)),
    ("镇江市人民政府", "镇江市", GOVERNMENT, (PREFECTURE,)),
    ("朝阳市人民政府", "朝阳市", GOVERNMENT, (PREFECTURE,)),
    ("吉林省吉林市人民政府", "吉林市", GOVERNMENT, (PREFECTURE,)),
    ("东莞市人民政府", "东莞市", GOVERNMENT, (PREFECTURE,)),
    ("嘉峪关市人民政府", "嘉峪关市", GOVERNMENT, (PREFECTURE,)),
    ("中山市", "中山市", GOVERNMENT, (PREFECTURE,)),
    ("三沙市人民政府", "三沙市", GOVERNMENT, (PREFECTURE,)),
    ("襄樊市人民政府", "襄樊市", GOVERNMENT, (PREFECTURE,)),
    ("恩施土家族苗族自治州人民政府", "恩施土家族苗族自治州", GOVERNMENT, (PREFECTURE,)),
    ("恩施州人民政府", "恩施州", GOVERNMENT, (PREFECTURE,)),
    ("延边朝鲜族自治州人民政府", "延边朝鲜族自治州", GOVERNMENT, (PREFECTURE,)),
    ("锡林郭勒盟行政公署", "锡林郭勒盟", GOVERNMENT, (PREFECTURE,)),
    ("大兴安岭地区行政公署", "大兴安岭地区", GOVERNMENT, (PREFECTURE,)),
    ("喀什地区行署", "喀什地区", GOVERNMENT, (PREFECTURE,)),
    ("昆山市人民政府", "昆山市", GOVERNMENT, (COUNTY,)),
    ("苏州市昆山市人民政府", "昆山市", GOVERNMENT, (COUNTY,)),
    ("恩施市人民政府", "恩施市", GOVERNMENT, (COUNTY,)),
    ("巢湖市人民政府", "巢湖市", GOVERNMENT, (COUNTY,)),
    ("济源市人民政府", "济源市", GOVERNMENT, (COUNTY,)),
    ("石河子市人民政府", "石河子市", GOVERNMENT, (COUNTY,)),
    ("山东省青岛市即墨市人民政府", "即墨市", GOVERNMENT, (COUNTY,)),
    ("洪泽区人民政府", "洪泽区", GOVERNMENT, (COUNTY,)),
    ("淮安市洪泽区人民政府", "洪泽区", GOVERNMENT, (COUNTY,)),
    ("洪泽县人民政府", "洪泽县", GOVERNMENT, (COUNTY,)),
    ("济南市市中区人民政府", "市中区", GOVERNMENT, (COUNTY,)),
    ("鼓楼区人民政府", "鼓楼区", GOVERNMENT, (COUNTY,)),
    ("宿城区人民政府", "宿城区", GOVERNMENT, (COUNTY,)),
    ("平乡县人民政府", "平乡县", GOVERNMENT, (COUNTY,)),
    ("蠡县人民政府", "蠡县", GOVERNMENT, (COUNTY,)),
    ("兰考县人民政府", "兰考县", GOVERNMENT, (COUNTY,)),
    ("仁寿县", "仁寿县", GOVERNMENT, (COUNTY,)),
    ("景宁畲族自治县人民政府", "景宁畲族自治县", GOVERNMENT, (COUNTY,)),
    ("阿拉善左旗人民政府", "阿拉善左旗", GOVERNMENT, (COUNTY,)),
    ("鄂伦春自治旗人民政府", "鄂伦春自治旗", GOVERNMENT, (COUNTY,)),
    ("神农架林区人民政府", "神农架林区", GOVERNMENT, (COUNTY,)),
    ("六枝特区人民政府", "六枝特区", GOVERNMENT, (COUNTY,)),
    ("海淀区人民政府", "海淀区", GOVERNMENT, EITHER),
    ("上海市浦东新区人民政府", "浦东新区", GOVERNMENT, EITHER),
    ("天津市滨海新区人民政府", "滨海新区", GOVERNMENT, EITHER),
    ("重庆市云阳县人民政府", "云阳县", GOVERNMENT, EITHER),
    ("上海市人民政府办公厅", "上海市", OFFICE, (PROVINCE,)),
    ("淮安市人民政府办公室", "淮安市", OFFICE, (PREFECTURE,)),
    ("昆山市政府办公室", "昆山市", OFFICE, (COUNTY,)),
    ("兴安盟行政公署办公室", "兴安盟", OFFICE, (PREFECTURE,)),
    ("青岛市李沧区人民政府楼山街道办事处", "楼山街道", STREET, (TOWNSHIP,)),
    ("江苏省公安厅", "江苏省", DEPARTMENT, (PROVINCE,)),
    ("宿迁市公安局", "宿迁市", DEPARTMENT, (PREFECTURE,)),
    ("杭州市城市管理局", "杭州市", DEPARTMENT, (PREFECTURE,)),
    ("成都市住房和城乡建设局", "成都市", DEPARTMENT, (PREFECTURE,)),
    ("苏州市市场监督管理局", "苏州市", DEPARTMENT, (PREFECTURE,)),
    ("武汉市农业农村局", "武汉市", DEPARTMENT, (PREFECTURE,)),
    ("厦门市港口管理局", "厦门市", DEPARTMENT, (PREFECTURE,)),
    ("长沙市人民政府国有资产监督管理委员会", "长沙市", DEPARTMENT, (PREFECTURE,)),
    ("合肥市人民防空办公室", "合肥市", DEPARTMENT, (PREFECTURE,)),
    ("福州市公安局交通警察支队", "福州市", DEPARTMENT, (PREFECTURE,)),
    ("昆山市财政局", "昆山市", DEPARTMENT, (COUNTY,)),
    ("贵阳市云岩区卫生健康局", "云岩区", DEPARTMENT, (COUNTY,)),
    ("兰考县乡村振兴局", "兰考县", DEPARTMENT, (COUNTY,)),
    ("教育部", "", DEPARTMENT, (STATE,)),
    ("国家发展和改革委员会", "", DEPARTMENT, (STATE,)),
    ("国务院国有资产监督管理委员会", "", DEPARTMENT, (STATE,)),
    ("海关总署", "", VERTICAL, (STATE,)),
    ("国家税务总局", "", VERTICAL, (STATE,)),
    ("国家税务总局淮安市税务局", "淮安市", VERTICAL, (PREFECTURE,)),
    ("国家税务总局江苏省税务局", "江苏省", VERTICAL, (PROVINCE,)),
    ("国家税务总局昆山市税务局", "昆山市", VERTICAL, (COUNTY,)),
    ("中国人民银行淮安市分行", "淮安市", VERTICAL, (PREFECTURE,)),
    ("南京海关", "", VERTICAL, ()),
    ("中华人民共和国南京海关", "", VERTICAL, ()),
    ("国家统计局淮安调查队", "", VERTICAL, ()),
    ("宁波市气象局", "宁波市", VERTICAL, (PREFECTURE,)),
    ("温州市烟草专卖局", "温州市", VERTICAL, (PREFECTURE,)),
    ("江苏省邮政管理局", "江苏省", VERTICAL, (PROVINCE,)),
    ("北京市朝阳区望京街道办事处", "望京街道", STREET, (TOWNSHIP,)),
    ("昆山市玉山镇人民政府", "玉山镇", TOWN, (TOWNSHIP,)),
    ("平潭综合实验区", "平潭综合实验区", ZONE, EITHER),
    ("平潭综合实验区管委会", "平潭综合实验区", COMMITTEE, EITHER),
    ("苏州工业园区管理委员会", "苏州工业园区", COMMITTEE, EITHER),
    ("昆山经济技术开发区管理委员会", "昆山经济技术开发区", COMMITTEE, EITHER),
    ("雄安新区管理委员会", "雄安新区", COMMITTEE, EITHER),
    ("西咸新区管委会", "西咸新区", COMMITTEE, EITHER),
    ("新疆生产建设兵团第八师", "", UNKNOWN, ()),
    ("示例省人民政府", "示例省", GOVERNMENT, (PROVINCE,)),
    ("示例市人民政府", "示例市", GOVERNMENT, EITHER),
    ("示例省示例市样例市人民政府", "样例市", GOVERNMENT, (COUNTY,)),
    ("示例市样例区人民政府", "样例区", GOVERNMENT, (COUNTY,)),
    ("示例族自治州人民政府", "示例族自治州", GOVERNMENT, (PREFECTURE,)),
    ("样例县人民政府办公室", "样例县", OFFICE, (COUNTY,)),
    ("示例市文化广电和旅游局", "示例市", DEPARTMENT, EITHER),
    ("样例县青石镇人民政府", "青石镇", TOWN, (TOWNSHIP,)),
    ("样例区范本街道办事处", "范本街道", STREET, (TOWNSHIP,)),
    ("样例旗白露苏木人民政府", "白露苏木", TOWN, (TOWNSHIP,)),
    ("示例市高新技术产业开发区管理委员会", "高新技术产业开发区", COMMITTEE, EITHER),
    ("市公安局", "", DEPARTMENT, ()),
    ("自治区水利厅", "", DEPARTMENT, (PROVINCE,)),
    ("自治州人民政府", "", GOVERNMENT, (PREFECTURE,)),
    ("自治县人民政府办公室", "", OFFICE, (COUNTY,)),
    ("民族乡人民政府", "", TOWN, (TOWNSHIP,)),
    ("示范区教育局", "", DEPARTMENT, EITHER),
    ("高新区管委会", "", COMMITTEE, EITHER),
    ("矿区人民政府", "矿区", GOVERNMENT, (COUNTY,)),
    ("示例市开发区管委会", "开发区", COMMITTEE, EITHER),
    ("南京海关关区", "", VERTICAL, ()),
    ("秦皇岛市山海关区", "山海关区", GOVERNMENT, (COUNTY,)),
    ("示例灌区管理局", "示例灌区", DEPARTMENT, EITHER),
    ("示例矿区", "示例矿区", ZONE, EITHER),
    ("当地县人民政府", "", UNKNOWN, ()),
    ("", "", UNKNOWN, ()),
]  # fmt: skip


@pytest.mark.parametrize(("name", "place", "kind", "levels"), NAMES, ids=[name or "nothing" for name, *_ in NAMES])
def test_a_name_tells_place_kind_and_level(name: str, place: str, kind: AgencyKind, levels: tuple[Level, ...]) -> None:
    agency = agency_of(name)

    assert (agency.place, agency.kind, agency.levels) == (place, kind, levels)


def test_the_table_completes_the_chain_where_one_place_bears_the_name() -> None:
    known, several, unknown = map(agency_of, ("洪泽区财政局", "鼓楼区财政局", "样例区财政局"))

    assert (known.printed, known.places, known.known) == (("洪泽区",), ("江苏省", "淮安市", "洪泽区"), True)
    assert (several.places, several.known) == (("鼓楼区",), False)
    assert (unknown.places, unknown.known) == (("样例区",), False)


def test_the_city_printed_before_it_decides_between_places_of_one_name() -> None:
    agency = agency_of("南京市鼓楼区人民政府")

    assert agency.places == ("江苏省", "南京市", "鼓楼区")
    assert agency.known


@pytest.mark.parametrize("words", ["通报各县（市、区）情况", "指导各县区", "县市区政府", "各县(区)"])
def test_the_text_of_a_city_may_decide_its_level(words: str) -> None:
    assert agency_of("示例市人民政府", words).levels == (PREFECTURE,)
    assert agency_of("昆山市人民政府", words).levels == (COUNTY,)


def test_silence_about_counties_decides_nothing() -> None:
    assert agency_of("示例市人民政府", "指导各乡镇（街道）").levels == EITHER


def test_width_and_spaces_of_a_name_do_not_matter() -> None:
    assert agency_of(" 淮安市 洪泽区　人民政府").name == "淮安市洪泽区人民政府"


def test_short_names_are_those_of_the_agency_s_own_text() -> None:
    assert short_names(agency_of("淮安市洪泽区公安局")) == ("淮安市洪泽区公安局", "洪泽区公安局", "区公安局", "公安局")
    assert "区政府" in short_names(agency_of("淮安市洪泽区人民政府"))
    assert short_names(Agency("某机构")) == ("某机构",)


def test_names_of_any_kind_never_break() -> None:
    for name in ("省", "市市市市", "区" * 60, "。，", "a b c", "〇〇〇〇年", "《》", "人民政府", "办公室"):
        assert agency_of(name).name is not None


def test_the_table_is_read_only_when_needed() -> None:
    code = "import gouji, sys; from gouji_plugins.locales.zh.agencies import divisions as d; print(d._table.cache_info().currsize)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert out.stdout.strip() == "0"
