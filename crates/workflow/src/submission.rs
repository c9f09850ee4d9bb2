//! What the editor hands in: the renditions of one item, and its card (信息登记项).

use serde::{Deserialize, Serialize};

use crate::canonical;

/// One rendition: a channel and the digest of what its readers will see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rendition {
    /// The channel's id.
    pub channel: String,
    /// The document's digest.
    pub digest: String,
    /// The digest of the texts extracted from its attachments.
    pub texts: String,
    /// Names of attachments that could not be read (a scan, a video): a named person reads them in full at 复审 (clause 8).
    pub unreadable: Vec<String>,
}

/// Where an item comes from (clause 3). Whatever it is, it passes the same gate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// 自采: written by the section.
    #[default]
    Own,
    /// 报送: handed in by another section.
    Section,
    /// 转载: reposted network news (clause 7) or another government site's text.
    Repost,
    /// 迁移导入: brought in from an older system (clause 17).
    Import,
    /// 互动交流: an answer to a message of the public (clause 17).
    Reply,
    /// 其他渠道采集: collected through other channels (clause 3).
    Collected,
}

/// The openness attribute (公开属性, clause 9). Only what is published on the agency's own motion passes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Openness {
    /// 主动公开.
    #[default]
    Active,
    /// 依申请公开.
    OnRequest,
    /// 不予公开.
    Closed,
}

/// What is known of the source's classification (定密状态, clause 9).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Classification {
    /// 不涉密.
    #[default]
    NotSecret,
    /// 已解密.
    Declassified,
    /// 待确定: only its digest and a description are worked on, until clause 10 has an answer.
    Pending,
}

/// Whether the item concerns leaders (clause 7). It is always answered, also when no list of names is loaded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Leaders {
    /// 不涉及.
    #[default]
    None,
    /// 涉及党和国家领导人, other than in a report on their activities: two further people proofread it.
    State,
    /// 涉及省部级以上领导同志的报道, Party and state leaders among them: besides, a statement of compliance.
    Provincial,
}

/// How the item gets out (clause 6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Route {
    /// 报送: filed, and published through 综合协调科. The rule for the portal and new media.
    #[default]
    Filing,
    /// 自行发布: by the section's own information officer, only on channels that the profile lists with a basis.
    Own,
}

/// Where a reposted text comes from (clause 7).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Repost {
    /// The source, as it stands on 《互联网新闻信息稿源单位名单》 or on the agency's list of government sites.
    pub source: String,
    /// The author; empty when the original names none, which 复审 confirms.
    pub author: String,
    /// The address of the original; may be empty.
    pub address: String,
}

/// A public version (公开版本, clause 9): the original itself is never here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicVersion {
    /// The digest of the original.
    pub original: String,
    /// What was taken out, without its words: place and reason.
    pub redactions: Vec<String>,
}

/// What is decided about the item beside its text. Its digest is part of the case digest: a change of it is a new version.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// Where it comes from (clause 3).
    pub origin: Origin,
    /// How it gets out (clause 6).
    pub route: Route,
    /// The openness attribute (clause 9).
    pub openness: Openness,
    /// Why it has this attribute (clause 9).
    pub openness_reason: String,
    /// The document it was made from: number or name; may be empty for a text without one (clause 9).
    pub source_document: String,
    /// What is known of the source's classification (clause 9).
    pub classification: Classification,
    /// Ids of the profile's criteria for important items that it meets (clause 6).
    pub important: Vec<String>,
    /// Whether it concerns leaders (clause 7).
    pub leaders: Leaders,
    /// For a repost, where it comes from (clause 7).
    pub repost: Option<Repost>,
    /// For an administrative matter, the resolution that was passed, or the basis of asking for opinions (11.6); empty when it is none.
    pub resolution: String,
    /// Until when it holds, milliseconds; look-back lists it as expired afterwards (clause 16).
    pub valid_until: Option<u64>,
    /// For a public version, of what.
    pub public_version: Option<PublicVersion>,
}

impl Card {
    /// The digest of the card: SM3 of its canonical JSON.
    #[must_use]
    pub fn digest(&self) -> String {
        document::sm3_text(canonical::to_string(self).as_bytes())
    }
}

/// Content handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Submission {
    /// The site.
    pub site: String,
    /// The item.
    pub item: String,
    /// What is decided beside the text.
    pub card: Card,
    /// All renditions.
    pub renditions: Vec<Rendition>,
}

impl Submission {
    /// The digest that signatures are given for: over all renditions and the card.
    #[must_use]
    pub fn case_digest(&self) -> String {
        let digests: Vec<_> = self.renditions.iter().map(|rendition| &rendition.digest).collect();
        document::case_digest(&digests, &self.card.digest())
    }
}
