//! What oversight counts of a case (clauses 8, 15 and 17): plain facts, taken from its record and from nowhere else.

use crate::event::Body;
use crate::{Case, Command, Event, Hours, NetworkZone, ReplayFailure, replay};
use std::collections::BTreeSet;

/// The facts of one case. Moments in milliseconds UTC; none when it has not happened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Its section.
    pub section: String,
    /// Its editor.
    pub editor: String,
    /// When the editor signed it for the first time: from then on it is out of the editor's hands.
    pub handed_in_at: Option<u64>,
    /// When it went out first.
    pub published_at: Option<u64>,
    /// Everything that went out had been screened before.
    pub screened: bool,
    /// How often it was returned to the editor.
    pub returned: u32,
    /// Something went out outside working hours or office, be it with a grant; a moment that the calendar does not know counts as outside.
    pub out_of_hours: bool,
    /// The digests of the renditions of the current round that are not live.
    pub drafts: Vec<String>,
    /// The digests of what is live.
    pub live: Vec<String>,
}

/// Count a case.
///
/// # Errors
/// The first step that does not replay: what does not hold is not counted.
pub fn tally(history: &[Event]) -> Result<Tally, ReplayFailure> {
    let case = replay(history)?;
    let mut tally = Tally { screened: true, ..Tally::of(&case) };
    let mut screened = BTreeSet::new();
    for event in history {
        // The history has replayed, so every body can be read.
        let Some(Body { command, facts }) = Body::read(&event.body) else { continue };
        match command {
            Command::RecordScreening(screening) => {
                screened.insert(screening.document);
            }
            Command::Sign(signing) if signing.level == 1 => tally.handed_in_at = tally.handed_in_at.or(Some(event.at)),
            Command::Return { .. } => tally.returned += 1,
            Command::Publish { document, .. } => {
                tally.published_at = tally.published_at.or(Some(event.at));
                tally.screened &= screened.contains(&document);
                tally.out_of_hours |= facts.hours != Hours::Within || facts.network != NetworkZone::Office;
            }
            _ => {}
        }
    }
    Ok(tally)
}

impl Tally {
    fn of(case: &Case) -> Self {
        let live: Vec<String> = case.live.values().cloned().collect();
        let renditions = case.round.iter().flat_map(|round| &round.renditions);
        let drafts = renditions.map(|rendition| rendition.digest.clone()).filter(|digest| !live.contains(digest));
        let (section, editor) = (case.section.clone(), case.editor.clone());
        Self { section, editor, drafts: drafts.collect(), live, ..Self::default() }
    }
}
