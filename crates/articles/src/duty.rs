//! What each level of review is there for (clause 6), as the checklist of its signature. Nothing is ticked beforehand.

/// One duty of a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duty {
    /// The stable identifier, as it stands in WIT and in the history.
    pub id: &'static str,
    /// What the signer confirms, in Chinese.
    pub title: &'static str,
}

const fn duty(id: &'static str, title: &'static str) -> Duty {
    Duty { id, title }
}

/// The duties of a level: 1 初审, 2 复审, 3 三审, 4 审定; empty for any other number.
///
/// ```
/// assert_eq!(articles::duties(3).len(), 2);
/// assert!(articles::duties(9).is_empty());
/// ```
#[must_use]
pub const fn duties(level: u8) -> &'static [Duty] {
    match level {
        1 => &FIRST,
        2 => &SECOND,
        3 => &THIRD,
        4 => &FINAL,
        _ => &[],
    }
}

const FIRST: [Duty; 3] = [
    duty("source_material", "素材来源真实可靠，在规定范围内采集"),
    duty("column_position", "符合栏目定位"),
    duty("edited", "已编辑、审核、校对"),
];
const SECOND: [Duty; 3] =
    [duty("political", "政治性把关"), duty("accuracy", "准确性把关"), duty("timeliness", "及时性把关")];
const THIRD: [Duty; 2] = [duty("political_sensitivity", "政治敏感性审核"), duty("confidentiality", "保密性审核")];
const FINAL: [Duty; 1] = [duty("final_approval", "重要信息审定")];
