//! Interface `archive`.

use crate::bindings::api::archive::{CaseBasis, Event, Guest, ReplayFailure, Screened};
use crate::{Component, convert};

impl Guest for Component {
    fn rests_on(history: Vec<Event>) -> Result<CaseBasis, ReplayFailure> {
        let history = convert::history(history);
        workflow::replay(&history).map_err(convert::replay_failure)?;
        let basis = workflow::basis(&history);
        let screened = |it: workflow::Screened| Screened {
            document: it.document,
            report: it.report,
            at: it.at,
            profile: it.profile,
            pack: it.pack,
        };
        Ok(CaseBasis {
            documents: basis.documents.into_iter().collect(),
            screenings: basis.screenings.into_iter().map(screened).collect(),
            profiles: basis.profiles,
            calendars: basis.calendars,
            packs: basis.packs.into_iter().collect(),
            engines: basis.engines.into_iter().collect(),
            originals: basis.originals.into_iter().collect(),
        })
    }
}
