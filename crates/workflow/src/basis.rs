//! What a history rests on: the digests of everything that must be at hand to prove it again elsewhere.

use crate::event::Body;
use crate::{Command, Event};
use std::collections::BTreeSet;

/// One screening that the history records.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Screened {
    /// The rendition's digest.
    pub document: String,
    /// The report's digest.
    pub report: String,
    /// When it was made, milliseconds.
    pub at: u64,
    /// The digest of the profile it was made with.
    pub profile: String,
    /// The digest of the words it was made with.
    pub pack: String,
}

/// The digests that a history names, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Basis {
    /// Renditions that were handed in, of all rounds.
    pub documents: BTreeSet<String>,
    /// Screenings of them.
    pub screenings: BTreeSet<Screened>,
    /// Profiles that steps were decided by, the one of the last step last.
    pub profiles: Vec<String>,
    /// Calendars that steps were decided by, the one of the last step last.
    pub calendars: Vec<String>,
    /// Packs of words that steps were decided with.
    pub packs: BTreeSet<String>,
    /// Engines that screened.
    pub engines: BTreeSet<String>,
    /// Originals of public versions (clause 9): they stay with the agency, only their digests are here.
    pub originals: BTreeSet<String>,
}

/// What a history rests on; an event that cannot be read adds nothing.
#[must_use]
pub fn basis(history: &[Event]) -> Basis {
    let mut basis = Basis::default();
    for event in history {
        let Some(Body { command, facts }) = Body::read(&event.body) else { continue };
        match command {
            Command::Submit(submission) => {
                basis.documents.extend(submission.renditions.into_iter().map(|rendition| rendition.digest));
                basis.originals.extend(submission.card.public_version.map(|version| version.original));
            }
            Command::RecordScreening(screening) => {
                basis.engines.insert(screening.engine);
                basis.screenings.insert(Screened {
                    document: screening.document,
                    report: screening.report,
                    at: event.at,
                    profile: facts.profile.clone(),
                    pack: screening.pack,
                });
            }
            _ => {}
        }
        use_last(&mut basis.profiles, facts.profile);
        use_last(&mut basis.calendars, facts.calendar);
        basis.packs.insert(facts.pack);
    }
    basis
}

fn use_last(used: &mut Vec<String>, digest: String) {
    used.retain(|known| *known != digest);
    used.push(digest);
}
