//! Shared by the rules of this group: legal acts that are no longer in force, and agencies that no longer exist, each with the day and the source.

/// A legal act that was repealed.
pub(super) struct Repealed {
    /// Its title without 中华人民共和国.
    pub(super) title: &'static str,
    /// The first day it is no longer in force: year, month, day.
    pub(super) from: (i64, i64, i64),
    /// What stands in its place.
    pub(super) successor: &'static str,
    /// The provision that repealed it.
    pub(super) source: &'static str,
}

const fn act(title: &'static str, from: (i64, i64, i64), successor: &'static str, source: &'static str) -> Repealed {
    Repealed { title, from, successor, source }
}

const CIVIL_CODE: &str = "《中华人民共和国民法典》第一千二百六十条";
const FOREIGN_INVESTMENT: &str = "《中华人民共和国外商投资法》第四十二条";

/// Acts of the state whose repeal a later act states; sorted by title.
pub(super) const REPEALED: [Repealed; 33] = [
    act("中外合作经营企业法", (2020, 1, 1), "《外商投资法》", FOREIGN_INVESTMENT),
    act("中外合资经营企业法", (2020, 1, 1), "《外商投资法》", FOREIGN_INVESTMENT),
    act(
        "企业法人登记管理条例",
        (2022, 3, 1),
        "《市场主体登记管理条例》",
        "《中华人民共和国市场主体登记管理条例》第五十五条",
    ),
    act("侵权责任法", (2021, 1, 1), "《民法典》", CIVIL_CODE),
    act("信访条例", (2022, 5, 1), "《信访工作条例》", "《信访工作条例》（自2022年5月1日起施行）"),
    act(
        "公司登记管理条例",
        (2022, 3, 1),
        "《市场主体登记管理条例》",
        "《中华人民共和国市场主体登记管理条例》第五十五条",
    ),
    act("印花税暂行条例", (2022, 7, 1), "《印花税法》", "《中华人民共和国印花税法》第二十条"),
    act("合同法", (2021, 1, 1), "《民法典》", CIVIL_CODE),
    act(
        "国家行政机关公文处理办法",
        (2012, 7, 1),
        "《党政机关公文处理工作条例》",
        "《党政机关公文处理工作条例》第四十二条",
    ),
    act(
        "中国共产党机关公文处理条例",
        (2012, 7, 1),
        "《党政机关公文处理工作条例》",
        "《党政机关公文处理工作条例》第四十二条",
    ),
    act(
        "城市房屋拆迁管理条例",
        (2011, 1, 21),
        "《国有土地上房屋征收与补偿条例》",
        "《国有土地上房屋征收与补偿条例》第三十五条",
    ),
    act("城市维护建设税暂行条例", (2021, 9, 1), "《城市维护建设税法》", "《中华人民共和国城市维护建设税法》第十一条"),
    act("增值税暂行条例", (2026, 1, 1), "《增值税法》", "《中华人民共和国增值税法》第三十八条"),
    act("外资企业法", (2020, 1, 1), "《外商投资法》", FOREIGN_INVESTMENT),
    act("契税暂行条例", (2021, 9, 1), "《契税法》", "《中华人民共和国契税法》第十六条"),
    act("婚姻法", (2021, 1, 1), "《民法典》", CIVIL_CODE),
    act("担保法", (2021, 1, 1), "《民法典》", CIVIL_CODE),
    act("排污费征收使用管理条例", (2018, 1, 1), "《环境保护税法》", "国务院令第693号"),
    act("收养法", (2021, 1, 1), "《民法典》", CIVIL_CODE),
    act("民法总则", (2021, 1, 1), "《民法典》", CIVIL_CODE),
    act("民法通则", (2021, 1, 1), "《民法典》", CIVIL_CODE),
    act("治安管理处罚条例", (2006, 3, 1), "《治安管理处罚法》", "《中华人民共和国治安管理处罚法》附则"),
    act("烟叶税暂行条例", (2018, 7, 1), "《烟叶税法》", "《中华人民共和国烟叶税法》第十条"),
    act("物权法", (2021, 1, 1), "《民法典》", CIVIL_CODE),
    act("环境噪声污染防治法", (2022, 6, 5), "《噪声污染防治法》", "《中华人民共和国噪声污染防治法》第九十条"),
    act("继承法", (2021, 1, 1), "《民法典》", CIVIL_CODE),
    act("耕地占用税暂行条例", (2019, 9, 1), "《耕地占用税法》", "《中华人民共和国耕地占用税法》第十六条"),
    act("船舶吨税暂行条例", (2018, 7, 1), "《船舶吨税法》", "《中华人民共和国船舶吨税法》第二十二条"),
    act("营业税暂行条例", (2017, 11, 19), "增值税的规定", "国务院令第691号"),
    act("行政监察法", (2018, 3, 20), "《监察法》", "《中华人民共和国监察法》（2018年）第六十九条"),
    act("资源税暂行条例", (2020, 9, 1), "《资源税法》", "《中华人民共和国资源税法》第十七条"),
    act("车辆购置税暂行条例", (2019, 7, 1), "《车辆购置税法》", "《中华人民共和国车辆购置税法》第十九条"),
    act("食品卫生法", (2009, 6, 1), "《食品安全法》", "《中华人民共和国食品安全法》附则"),
];

/// An agency whose name ended.
pub(super) struct Former {
    /// The name that ended.
    pub(super) name: &'static str,
    /// The first day without it.
    pub(super) from: (i64, i64, i64),
    /// Where its functions went.
    pub(super) successor: &'static str,
    /// The decision.
    pub(super) source: &'static str,
}

const fn agency(name: &'static str, from: (i64, i64, i64), successor: &'static str, source: &'static str) -> Former {
    Former { name, from, successor, source }
}

const REFORM_2013: &str = "《国务院机构改革和职能转变方案》（2013年）";
const REFORM_2018: &str = "《深化党和国家机构改革方案》（2018年）";
const REFORM_2023: &str = "《党和国家机构改革方案》（2023年）";
const DAY_2013: (i64, i64, i64) = (2013, 3, 15);
/// The last of the new agencies of 2018 was set up by April.
const DAY_2018: (i64, i64, i64) = (2018, 5, 1);

/// Agencies of the state; in the order of the names' characters they are found by cues, so the order does not matter.
pub(super) const FORMER: [Former; 20] = [
    agency("国土资源部", DAY_2018, "自然资源部", REFORM_2018),
    agency("环境保护部", DAY_2018, "生态环境部", REFORM_2018),
    agency("国家旅游局", DAY_2018, "文化和旅游部", REFORM_2018),
    agency("国家卫生和计划生育委员会", DAY_2018, "国家卫生健康委员会", REFORM_2018),
    agency("国家卫生计生委", DAY_2018, "国家卫生健康委", REFORM_2018),
    agency("国家安全生产监督管理总局", DAY_2018, "应急管理部", REFORM_2018),
    agency("国家工商行政管理总局", DAY_2018, "国家市场监督管理总局", REFORM_2018),
    agency("国家质量监督检验检疫总局", DAY_2018, "国家市场监督管理总局、海关总署", REFORM_2018),
    agency("国家食品药品监督管理总局", DAY_2018, "国家市场监督管理总局、国家药品监督管理局", REFORM_2018),
    agency("国家新闻出版广电总局", DAY_2018, "国家广播电视总局、国家新闻出版署", REFORM_2018),
    agency("国务院法制办公室", DAY_2018, "司法部", REFORM_2018),
    agency("中国银行业监督管理委员会", DAY_2018, "国家金融监督管理总局", REFORM_2023),
    agency("中国保险监督管理委员会", DAY_2018, "国家金融监督管理总局", REFORM_2023),
    agency("中国银行保险监督管理委员会", (2023, 5, 18), "国家金融监督管理总局", REFORM_2023),
    agency("国家测绘地理信息局", DAY_2018, "自然资源部", REFORM_2018),
    agency("国务院扶贫开发领导小组办公室", (2021, 2, 25), "农业农村部", REFORM_2023),
    agency("国家乡村振兴局", (2023, 8, 1), "农业农村部", REFORM_2023),
    agency("国家食品药品监督管理局", DAY_2013, "国家药品监督管理局", REFORM_2013),
    agency("国家广播电影电视总局", DAY_2013, "国家广播电视总局", REFORM_2013),
    agency("新闻出版总署", DAY_2013, "国家新闻出版署", REFORM_2013),
];
