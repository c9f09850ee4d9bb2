//! Names and numerals in the text itself, which the word list cannot know: they are frozen.

use crate::model::{COMMA, NUMBER, STOP};
use crate::units::Unit;

/// Common family names.
const FAMILY: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万\
    段雷钱汤尹黎易常武乔贺赖龚文闫欧阳施洪葛柴殷莫祁翟聂庄鲁";
/// Numerals but 一, which is a part of too many words.
const NUMERALS: &str = "二三四五六七八九十百千万亿〇零";
/// What stands for the first, second … of persons and things.
const LETTERS: &str = "甲乙丙丁";
/// Units of troops and farms, which have numbers.
const TROOPS: &str = "师旅团营连";
/// What stands before a person's name.
const TITLES: &[&str] = &[
    "书记",
    "主任",
    "省长",
    "市长",
    "县长",
    "区长",
    "部长",
    "局长",
    "处长",
    "科长",
    "厅长",
    "司长",
    "院长",
    "校长",
    "行长",
    "会长",
    "总理",
    "主席",
    "委员",
    "教授",
    "记者",
    "编辑",
    "作者",
    "通讯员",
    "经理",
    "院士",
    "医生",
    "律师",
    "代表",
    "组长",
    "队长",
    "所长",
    "镇长",
    "乡长",
    "校对",
    "审核",
    "来源",
    "命",
];
/// What stands after a person's name.
const FORMS_OF_ADDRESS: &[&str] = &["同志", "先生", "女士", "教授", "院士", "老师", "博士"];
/// What stands after it where both are all there is between two marks.
const OFFICES: &[&str] = &["代表", "委员"];
/// What ends the name of a place, and how many characters before it may be the name.
const PLACES: &[(&str, usize)] =
    &[("村", 2), ("镇", 2), ("乡", 2), ("社区", 3), ("街道", 3), ("苏木", 4), ("有限公司", 4), ("有限责任公司", 4)];
/// What follows a pair of countries.
const RELATIONS: &[&str] = &["关系", "两国", "双方", "友好", "建交", "合作", "贸易"];

/// Characters between which accepted usage is divided: a word that stands with one is not called wrong for the other.
const VARIANTS: &[&str] = &[
    "它他", "订定", "作做", "缴交", "漏露", "转传", "器气", "制治", "象像", "帐账", "惟唯", "粘黏", "需须", "撒洒",
    "掉调", "检监", "份分", "及即", "有由", "得的", "地的", "察查", "词辞", "型形", "质制", "致至", "施使", "施适",
    "压押",
];

/// Of these, either is accepted in whatever it stands.
const ALWAYS: &[&str] = &["谋牟", "缴交"];

/// Whether either character is accepted even in what is no word of the list.
pub(crate) fn is_always_variant(written: u16, meant: u16) -> bool {
    ALWAYS.iter().any(|pair| holds(pair, written) && holds(pair, meant))
}

/// Whether a character in place of another may be no more than the other usage.
pub(crate) fn is_variant(written: u16, meant: u16) -> bool {
    VARIANTS.iter().any(|pair| holds(pair, written) && holds(pair, meant))
}

/// Freezes the names and numerals.
pub(crate) fn freeze(units: &mut [Unit]) {
    let codes: Vec<u16> = units.iter().map(|unit| unit.code).collect();
    let mut freeze = |from: usize, to: usize| {
        units.iter_mut().take(to).skip(from).for_each(|unit| unit.frozen = true);
    };
    for (at, &code) in codes.iter().enumerate() {
        if holds(NUMERALS, code) || holds(LETTERS, code) {
            freeze(at, at + 1);
        }
        let numbered = at > 0 && codes.get(at - 1).is_some_and(|&left| left == NUMBER || holds(NUMERALS, left));
        if numbered && holds(TROOPS, code) {
            freeze(at, at + 1);
        }
        if holds(FAMILY, code)
            && let Some(length) = name_at(&codes, at)
        {
            freeze(at, at + length);
        }
        for &(end, length) in PLACES {
            if stands(&codes, at, end) {
                freeze(at.saturating_sub(length), at);
            }
        }
        let pair = ends_clause(&codes, at.wrapping_sub(1)) && stands(&codes, at + 1, "方");
        let relation =
            stands(&codes, at.wrapping_sub(1), "中") && RELATIONS.iter().any(|word| stands(&codes, at + 1, word));
        if pair || relation {
            freeze(at, at + 1);
        }
    }
}

/// The length of the name that begins with a family name, if its surroundings make it one.
fn name_at(codes: &[u16], at: usize) -> Option<usize> {
    let before = TITLES.iter().any(|title| {
        let length = title.chars().count();
        at.checked_sub(length).is_some_and(|start| stands(codes, start, title))
    });
    let listed = ends_clause(codes, at.wrapping_sub(1));
    for length in [3, 2] {
        let closes = ends_clause(codes, at + length);
        let office = |office: &&str| stands(codes, at + length, office) && ends_clause(codes, at + length + 2);
        if listed && OFFICES.iter().any(office) {
            return Some(length);
        }
        if closes && (before || listed) || FORMS_OF_ADDRESS.iter().any(|form| stands(codes, at + length, form)) {
            return Some(length);
        }
    }
    before.then_some(3)
}

/// Whether there is no Han character at a place.
fn ends_clause(codes: &[u16], at: usize) -> bool {
    codes.get(at).is_none_or(|&code| code == STOP || code == COMMA)
}

fn holds(list: &str, code: u16) -> bool {
    char::from_u32(code.into()).is_some_and(|character| list.contains(character))
}

fn stands(codes: &[u16], at: usize, word: &str) -> bool {
    let mut at = at;
    word.encode_utf16().all(|code| {
        let same = codes.get(at) == Some(&code);
        at = at.wrapping_add(1);
        same
    })
}

#[cfg(test)]
mod tests {
    use crate::units::units;

    fn frozen(text: &str) -> String {
        let units = units(text, &[]);
        units
            .iter()
            .filter(|unit| unit.frozen && unit.code > 4)
            .map(|unit| char::from_u32(unit.code.into()).unwrap())
            .collect()
    }

    #[test]
    fn names_and_numerals_are_frozen() {
        assert_eq!(frozen("县委书记张晓晴主持会议"), "张晓晴");
        assert_eq!(frozen("王雨荷同志任职"), "王雨荷");
        assert_eq!(frozen("出席会议的有、李文、赵大川、等"), "李文赵大川");
        assert_eq!(frozen("前往柳溪村调研"), "柳溪");
        assert_eq!(frozen("中墨关系"), "墨");
        assert_eq!(frozen("玻方表示"), "玻");
        assert_eq!(frozen("提高八成"), "八");
        assert_eq!(frozen("第八师"), "八师");
        assert_eq!(frozen("乙法条"), "乙");
        assert_eq!(frozen("方明远代表："), "方明远");
        assert_eq!(frozen("他写下“认真贯切落实”几个字"), "认真贯切落实");
        assert_eq!(frozen("开展工作"), "");
    }
}
