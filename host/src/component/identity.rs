//! The identity section: which engine, which words, which interface.

use serde::{Deserialize, Serialize};

use super::bindings::EngineInfo;

/// The interface version that this host speaks.
pub const API: &str = "0.1.0";
/// The newest form of the identity and pack sections that this host reads.
pub const FORMAT: u32 = 1;

/// What `xianshen.identity` says, in the order in which it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Version of the WIT package.
    pub api: String,
    /// Version of the engine.
    pub engine: String,
    /// Digest of the words and, when there is one, the model.
    pub pack: String,
    /// Digest of the corrector's model; empty when there is none.
    #[serde(default)]
    pub model: String,
    /// Form of the pack.
    pub format: u32,
    /// Terms in the pack.
    pub terms: u32,
    /// Rules of the engine.
    pub rules: u32,
}

/// How an interface version relates to [`API`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ApiMatch {
    /// This host can call it.
    Understood,
    /// It needs a newer host.
    Newer,
    /// It needs an older host.
    Older,
    /// It is no version at all.
    Malformed,
}

impl Identity {
    /// The identity of a component that answers `info` and carries a pack of this format.
    #[must_use]
    pub fn new(info: EngineInfo, format: u32) -> Self {
        Identity {
            api: info.api,
            engine: info.engine,
            pack: info.pack,
            model: info.model,
            format,
            terms: info.terms,
            rules: info.rules,
        }
    }

    /// The first field in which the component's own answer differs.
    #[must_use]
    pub fn difference(&self, info: &EngineInfo) -> Option<&'static str> {
        if self.api != info.api {
            Some("api")
        } else if self.engine != info.engine {
            Some("engine")
        } else if self.pack != info.pack {
            Some("pack")
        } else if self.model != info.model {
            Some("model")
        } else if self.terms != info.terms {
            Some("terms")
        } else if self.rules != info.rules {
            Some("rules")
        } else {
            None
        }
    }
}

/// Compare an interface version with [`API`]: before 1.0 the minor number decides, from 1.0 the major one.
#[must_use]
pub fn compare_api(found: &str) -> ApiMatch {
    match (line(found), line(API)) {
        (Some(found), Some(ours)) if found == ours => ApiMatch::Understood,
        (Some(found), Some(ours)) if found > ours => ApiMatch::Newer,
        (Some(_), Some(_)) => ApiMatch::Older,
        _ => ApiMatch::Malformed,
    }
}

/// The numbers that must agree: major, and minor while major is 0.
fn line(version: &str) -> Option<(u64, u64)> {
    let mut parts = version.split('.');
    let major = parts.next()?.parse().ok()?;
    let minor: u64 = parts.next()?.parse().ok()?;
    parts.next()?.parse::<u64>().ok()?;
    if parts.next().is_some() {
        return None;
    }
    Some((major, if major == 0 { minor } else { 0 }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_minor_number_decides_before_one() {
        assert_eq!(compare_api("0.1.0"), ApiMatch::Understood);
        assert_eq!(compare_api("0.1.9"), ApiMatch::Understood);
        assert_eq!(compare_api("0.2.0"), ApiMatch::Newer);
        assert_eq!(compare_api("1.0.0"), ApiMatch::Newer);
        assert_eq!(compare_api("0.0.9"), ApiMatch::Older);
        assert_eq!(compare_api("0.1"), ApiMatch::Malformed);
        assert_eq!(compare_api("neu"), ApiMatch::Malformed);
    }

    #[test]
    fn the_section_has_the_agreed_form() {
        let identity = Identity {
            api: "0.1.0".into(),
            engine: "0.1.0".into(),
            pack: "sm3:00".into(),
            model: String::new(),
            format: 1,
            terms: 2,
            rules: 3,
        };
        let json = serde_json::to_string(&identity).unwrap();
        assert_eq!(
            json,
            r#"{"api":"0.1.0","engine":"0.1.0","pack":"sm3:00","model":"","format":1,"terms":2,"rules":3}"#
        );
    }
}
