//! What a person gives with a signature (clause 6): statements, checklist and proofreading record. Nothing is ticked beforehand.

use serde::{Deserialize, Serialize};

/// The six gates (政治关、法律关、政策关、保密关、文字关、舆情关, clause 6): each is asked at every level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gates {
    /// 政治关.
    pub political: bool,
    /// 法律关.
    pub legal: bool,
    /// 政策关.
    pub policy: bool,
    /// 保密关.
    pub secrecy: bool,
    /// 文字关.
    pub text: bool,
    /// 舆情关.
    pub opinion: bool,
}

/// A level's human proofreading (三校, clause 6). Screening does not replace it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proofreading {
    /// `read_through` (通读) or `against_source` (对原稿).
    pub method: String,
    /// What was found. At 初审 it is mended in this version, because the editor alone may edit; from 复审 on an error refuses the signature and
    /// the item is returned. Empty only together with `none_found`.
    pub errors: Vec<String>,
    /// An explicit 无.
    pub none_found: bool,
}

/// A signature.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signing {
    /// 1 初审, 2 复审, 3 三审, 4 审定 by the main leader.
    pub level: u8,
    /// The case digest signed for.
    pub digest: String,
    /// The digests of the screening reports the person has seen, one for each rendition, in any order.
    pub reports: Vec<String>,
    /// The person states that the content was checked for secrets.
    pub secrecy_checked: bool,
    /// The six gates.
    pub gates: Gates,
    /// The level's own duties, by id, that the person has done.
    pub duties: Vec<String>,
    /// The proofreading record.
    pub proofreading: Proofreading,
    /// At 三审: the statement on the seven classes of clause 11 was made.
    pub classes_stated: bool,
    /// Classes of clause 11 (1 to 7) that the item belongs to; any of them refuses the signature.
    pub belongs_to: Vec<u8>,
    /// At 复审: names of unreadable attachments that were read in full.
    pub attachments_read: Vec<String>,
    /// At 复审 of a repost: the original names no author.
    pub author_unsigned: bool,
    /// The person this signature is given for (代X), when it is by a written delegation; empty otherwise.
    pub acting_for: String,
    /// The opinion.
    pub opinion: String,
}
