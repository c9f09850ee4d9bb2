//! The heading of a table: which column holds what, in the words that people use for it.

use super::columns::Role;
use crate::kind::Kind;
use crate::sheet::{Row, Sheet};

/// Rows among which a heading is looked for; titles and dates stand above it.
const LOOKED_AT: usize = 20;

/// A heading that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Index of its row among the rows with content.
    pub index: usize,
    /// What each column holds; none where the heading says nothing known.
    pub roles: Vec<Option<Role>>,
}

const NUMBER: &[&str] = &["序号", "编号", "序", "no", "no.", "id", "#", "行号", "编码"];
const TERM: &[&str] = &[
    "词",
    "词条",
    "词语",
    "词汇",
    "关键词",
    "关键字",
    "术语",
    "内容",
    "原词",
    "词条名称",
    "检查词",
    "字词",
    "名称",
    "原文",
    "原表述",
    "term",
    "word",
    "keyword",
    "words",
];
const BANNED: &[&str] = &["禁用词", "违禁词", "禁止词", "禁词", "禁用表述", "屏蔽词", "黑名单", "黑名单词"];
const SENSITIVE: &[&str] = &["敏感词", "敏感词汇", "违规词", "监测词"];
const CAUTION: &[&str] = &["慎用词", "慎用表述", "提示词", "关注词"];
const WRONG: &[&str] = &[
    "错误词",
    "错误",
    "误",
    "错词",
    "错",
    "错别字",
    "错误写法",
    "错误词语",
    "易错词",
    "误用",
    "误写",
    "错误内容",
    "错字",
    "wrong",
    "error",
];
const UNSUITED: &[&str] = &[
    "不规范表述",
    "不规范用语",
    "不规范",
    "不当表述",
    "不当用语",
    "错误表述",
    "错误提法",
    "非规范用语",
    "旧称",
    "原名称",
];
const RIGHT: &[&str] = &[
    "正确词",
    "正确",
    "正",
    "对",
    "建议",
    "建议词",
    "替换",
    "替换词",
    "替换为",
    "改为",
    "应为",
    "正确写法",
    "正确词语",
    "正确内容",
    "推荐",
    "推荐词",
    "修改建议",
    "建议修改为",
    "建议修改",
    "建议用语",
    "建议替换",
    "建议改为",
    "修改为",
    "应改为",
    "推荐用语",
    "推荐表述",
    "现称",
    "replacement",
    "replace",
    "right",
    "correct",
    "suggestion",
];
/// Right forms that are lists of names when no wrong form stands beside them.
const RIGHT_NAMES: &[(&str, Kind)] = &[
    ("固定名称", Kind::Name),
    ("规范名称", Kind::Name),
    ("标准名称", Kind::Name),
    ("机构名称", Kind::Name),
    ("单位名称", Kind::Name),
    ("机构全称", Kind::Name),
    ("单位全称", Kind::Name),
    ("全称", Kind::Name),
    ("专名", Kind::Name),
    ("法规名称", Kind::Law),
    ("法律名称", Kind::Law),
    ("固定提法", Kind::Campaign),
    ("规范提法", Kind::Campaign),
    ("正确提法", Kind::Campaign),
    ("规范表述", Kind::Campaign),
    ("正确表述", Kind::Campaign),
    ("规范用语", Kind::Campaign),
    ("成语", Kind::Idiom),
];
const LEVEL: &[&str] = &[
    "级别",
    "等级",
    "严重程度",
    "严重级别",
    "风险等级",
    "风险级别",
    "程度",
    "错误级别",
    "错误等级",
    "敏感级别",
    "敏感等级",
    "危险等级",
    "处理方式",
    "处置方式",
    "level",
    "severity",
];
const KIND: &[&str] = &[
    "类型",
    "词类型",
    "类别",
    "分类",
    "标签",
    "词条类型",
    "名单类型",
    "错误类型",
    "所属分类",
    "词库",
    "type",
    "kind",
    "category",
    "tag",
    "tags",
];
const REASON: &[&str] = &[
    "说明",
    "备注",
    "理由",
    "原因",
    "解释",
    "注释",
    "描述",
    "备考",
    "提示",
    "提示语",
    "错误说明",
    "note",
    "reason",
    "comment",
];
const SOURCE: &[&str] =
    &["来源", "依据", "出处", "文件依据", "依据文件", "参考", "参考依据", "政策依据", "来源依据", "source", "basis"];
const ENABLED: &[&str] = &["启用", "是否启用", "状态", "有效", "是否有效", "开关", "启用状态", "enabled", "status"];
const FROM: &[&str] = &["生效", "生效日期", "生效时间", "启用日期", "开始日期", "起始日期", "开始时间", "valid_from"];
const TO: &[&str] =
    &["失效", "失效日期", "失效时间", "截止日期", "到期", "到期日期", "有效期至", "终止日期", "结束日期", "valid_to"];
const PERIOD: &[&str] = &["有效期", "起止日期", "有效期限", "有效时间", "起止时间"];
const SCOPE: &[&str] = &["适用", "适用范围", "适用栏目", "栏目", "范围", "位置", "检查范围", "适用位置", "scope"];
const ALLOW: &[&str] = &[
    "放行",
    "是否放行",
    "白名单",
    "是否白名单",
    "例外",
    "例外词",
    "例外情况",
    "排除",
    "排除词",
    "放行词",
    "放行短语",
    "豁免",
    "豁免词",
    "白名单词",
];
const PERSON: &[&str] = &["姓名", "领导姓名", "领导", "人员姓名"];
const TITLE: &[&str] = &["职务", "职位", "现任职务", "职务名称", "职务职级"];
const RANK: &[&str] = &["排序", "顺序", "排名", "次序", "排位"];

fn role(text: &str) -> Option<Role> {
    let is = |words: &[&str]| words.contains(&text);
    let known = [
        (NUMBER, Role::Number),
        (TERM, Role::Term(None)),
        (BANNED, Role::Term(Some(Kind::Banned))),
        (SENSITIVE, Role::Term(None)),
        (CAUTION, Role::Term(Some(Kind::Caution))),
        (WRONG, Role::Term(Some(Kind::Wrong))),
        (UNSUITED, Role::Term(Some(Kind::Term))),
        (RIGHT, Role::Replacement),
        (LEVEL, Role::Level),
        (KIND, Role::Kind),
        (REASON, Role::Reason),
        (SOURCE, Role::Source),
        (ENABLED, Role::Enabled),
        (FROM, Role::From),
        (TO, Role::To),
        (PERIOD, Role::Period),
        (SCOPE, Role::Scope),
        (ALLOW, Role::Allow),
        (PERSON, Role::Term(Some(Kind::Leader))),
        (TITLE, Role::Title),
        (RANK, Role::Rank),
    ];
    let right = RIGHT_NAMES.iter().find(|(name, _)| *name == text).map(|(_, kind)| Role::Right(*kind));
    known.into_iter().find(|(words, _)| is(words)).map(|(_, role)| role).or(right)
}

/// A heading as it is compared: without space, stars, and remarks in brackets like （必填）.
fn bare(cell: &str) -> String {
    let mut text = String::new();
    let mut depth = 0_u32;
    for character in cell.chars().take(64) {
        match character {
            '（' | '(' | '【' | '[' => depth += 1,
            '）' | ')' | '】' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 || character.is_whitespace() || matches!(character, '*' | '：' | ':' | '＊') => {}
            _ => text.extend(character.to_lowercase()),
        }
    }
    text
}

/// Find the heading of a sheet: the first row that names a column of terms, and another column unless there is only one.
#[must_use]
pub fn find(sheet: &Sheet) -> Option<Heading> {
    let rows = sheet.rows().take(LOOKED_AT);
    rows.enumerate().find_map(|(index, row)| roles(row, index).map(|roles| Heading { index, roles }))
}

fn roles(row: Row<'_>, index: usize) -> Option<Vec<Option<Role>>> {
    let roles: Vec<Option<Role>> = row.cells().map(|cell| role(&bare(cell))).collect();
    let filled = row.cells().filter(|cell| !cell.trim().is_empty()).count();
    let known = roles.iter().flatten().count();
    let names = roles.iter().flatten().any(|role| matches!(role, Role::Term(_) | Role::Right(_)));
    let alone = filled == 1 && known == 1 && index < 3;
    // A column headed 放行 or 白名单 alone is a list of such words.
    let allowed = alone && roles.iter().flatten().any(|role| *role == Role::Allow);
    if allowed {
        return Some(roles.into_iter().map(|role| role.map(|_| Role::Term(Some(Kind::Allow)))).collect());
    }
    (names && (alone || (known >= 2 && known * 2 >= filled))).then(|| settle(roles))
}

/// Decide what depends on the other columns.
fn settle(mut roles: Vec<Option<Role>>) -> Vec<Option<Role>> {
    let has_term = roles.iter().flatten().any(|role| matches!(role, Role::Term(_)));
    for role in roles.iter_mut().flatten() {
        if let Role::Right(kind) = role {
            *role = if has_term { Role::Replacement } else { Role::Term(Some(*kind)) };
        }
    }
    let says = roles.iter().flatten().any(|role| matches!(role, Role::Term(Some(_))));
    let mut seen: Vec<Role> = Vec::new();
    for slot in &mut roles {
        // Of two columns that say the same the first counts; of terms those that say what they are.
        let Some(role) = *slot else { continue };
        if seen.contains(&role) || (says && role == Role::Term(None)) {
            *slot = None;
        } else {
            seen.push(role);
        }
    }
    roles
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::Budget;

    fn found(rows: &[&[&str]]) -> Option<(usize, Vec<Option<Role>>)> {
        let mut sheet = Sheet::new("");
        for (number, row) in (1..).zip(rows) {
            sheet.push(number, row, &mut Budget::default()).unwrap();
        }
        find(&sheet).map(|heading| (heading.index, heading.roles))
    }

    #[test]
    fn headings_under_titles_and_in_any_order() {
        let rows: &[&[&str]] = &[
            &["某市某局校对词表"],
            &["更新日期：2024年10月"],
            &["序号", "说明", "*错误写法", "正确写法（必填）", "怪列"],
        ];
        let roles = vec![
            Some(Role::Number),
            Some(Role::Reason),
            Some(Role::Term(Some(Kind::Wrong))),
            Some(Role::Replacement),
            None,
        ];
        assert_eq!(found(rows), Some((2, roles)));
    }

    #[test]
    fn right_forms_depend_on_what_stands_beside_them() {
        assert_eq!(found(&[&["规范名称"]]).unwrap().1, [Some(Role::Term(Some(Kind::Name)))]);
        let pair = found(&[&["不规范表述", "规范表述"]]).unwrap().1;
        assert_eq!(pair, [Some(Role::Term(Some(Kind::Term))), Some(Role::Replacement)]);
    }

    #[test]
    fn data_is_no_heading() {
        assert_eq!(found(&[&["布署", "部署"], &["幅射", "辐射"]]), None);
        assert_eq!(found(&[&["最佳"], &["顶级"], &["第一"], &["内容"]]), None);
        assert_eq!(found(&[&["词条", "甲", "乙", "丙"]]), None);
    }

    #[test]
    fn lists_side_by_side() {
        let roles = found(&[&["禁用词", "慎用词", "放行词"]]).unwrap().1;
        assert_eq!(
            roles,
            [Some(Role::Term(Some(Kind::Banned))), Some(Role::Term(Some(Kind::Caution))), Some(Role::Allow)]
        );
    }
}
