//! What every test of this crate that signs something needs.

use workflow::{Case, Gates, Proofreading, Signing};

/// A signature of the current round that states everything.
pub(crate) fn complete_signing(case: &Case, level: u8) -> Signing {
    let round = case.round.as_ref();
    Signing {
        level,
        digest: round.map(|it| it.digest.clone()).unwrap_or_default(),
        reports: round.iter().flat_map(|it| it.screenings.values()).map(|it| it.report.clone()).collect(),
        secrecy_checked: true,
        gates: Gates { political: true, legal: true, policy: true, secrecy: true, text: true, opinion: true },
        duties: articles::duties(level).iter().map(|duty| duty.id.to_owned()).collect(),
        proofreading: Proofreading { method: "read_through".into(), errors: Vec::new(), none_found: true },
        classes_stated: level == 3,
        ..Signing::default()
    }
}
