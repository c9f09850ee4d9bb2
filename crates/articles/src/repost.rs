//! The sources that may be reposted (clause 7).

use serde::Deserialize;

/// The list of sources an agency may repost from, as published by the authority (《互联网新闻信息稿源单位名单》), loaded by the agency.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RepostSources {
    /// The first day the list holds, as 2021-10-20; empty: always has.
    #[serde(default)]
    pub valid_from: String,
    /// Names of the sources as they stand in the list.
    #[serde(default)]
    pub names: Vec<String>,
}
