//! One case as an archive that proves itself years later, on another installation, without this platform.
//!
//! [`export`] puts together what the component says the case rests on, [`container`] writes and reads it as a ZIP file or a folder,
//! [`verify`] proves it again: every file by its digest, the chain by its hashes, every step by the component. The text of a withheld
//! original is never in the platform and so never in an archive; its digest is.

pub mod container;
pub mod export;
mod readme;
pub mod verify;

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use crate::component::bindings::{Actor, Context, Event, NetworkZone, Registry};

/// The form of an archive; another form has another name.
const FORMAT: &str = "xianshen-case-1";
const MANIFEST: &str = "manifest.json";
/// Beside the manifest, because no file holds its own digest.
const MANIFEST_DIGEST: &str = "manifest.sm3";
const EVENTS: &str = "events.jsonl";
const README: &str = "README.md";

/// An archive's files by their names, sorted.
pub type Files = BTreeMap<String, Vec<u8>>;

/// What an archive says of itself. Everything in it is held against the content when it is verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    format: String,
    site: String,
    item: String,
    /// How many events there are.
    events: u64,
    /// The hash of the last one; printed on every form.
    head: String,
    /// SM3 of the component file that made the archive, and what it says of itself.
    component: String,
    engine: String,
    pack: String,
    /// Originals of public versions (clause 9), which are not here.
    originals: Vec<String>,
    /// Reports that the component at hand could not make again, because the words have changed since.
    missing_reports: Vec<String>,
    /// Names of people that the forms show.
    names: BTreeMap<String, String>,
    /// SM3 of every other file.
    files: BTreeMap<String, String>,
}

/// One line of the record.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    event: Event,
    hash: String,
}

/// The folder of a kind of file.
#[derive(Clone, Copy)]
enum Folder {
    Documents,
    Reports,
    Profiles,
    Calendars,
    Forms,
}

impl Folder {
    const fn name(self) -> &'static str {
        match self {
            Self::Documents => "documents",
            Self::Reports => "reports",
            Self::Profiles => "profiles",
            Self::Calendars => "calendars",
            Self::Forms => "forms",
        }
    }

    /// The file of a digest.
    fn file(self, digest: &str) -> String {
        format!("{}/{}.json", self.name(), digest.trim_start_matches("sm3:"))
    }
}

/// The moment of the last event: an archive of the same record has the same bytes, whenever it is made.
fn context(events: &[Event], profile: &str, calendar: &str) -> Context {
    let last = events.last();
    Context {
        now: last.map_or(0, |event| event.at),
        actor: Actor {
            person: last.map(|event| event.actor.clone()).unwrap_or_default(),
            name: String::new(),
            section: String::new(),
            roles: Vec::new(),
            attributes: Vec::new(),
        },
        network: NetworkZone::Office,
        grants: Vec::new(),
        delegations: Vec::new(),
        registry: Registry { section_complete: None },
        calendar: calendar.to_owned(),
        profile: profile.to_owned(),
        attributes: Vec::new(),
    }
}
