//! Signing a level of review (clause 6).

use super::{Allowed, Asked, signing_person, statements};
use crate::unmet::{self, LEVELS, Work};
use crate::{Refusal, Round, Signing};

pub(super) fn decide(asked: &Asked<'_>, signing: &Signing) -> Result<Allowed, Refusal> {
    asked.open_round()?;
    let Some((level, _, _, clause)) = LEVELS.into_iter().find(|(level, ..)| *level == signing.level) else {
        let message = format!("没有第 {} 级审查", signing.level);
        return Err(Refusal::new("unknown-level", "6", message, "审查分初审、复审、三审，重要信息另经审定"));
    };
    let round = asked.round_over(&signing.digest)?;
    signing_person::check_order(asked, round, level)?;
    signing_person::check_role(asked, signing)?;
    signing_person::check_person(asked, round, level)?;
    if let Some(first) = conditions(asked, round, level).into_iter().next() {
        return Err(first);
    }
    statements::check(round, signing)?;
    Ok(Allowed { clause, digest: round.digest.clone() })
}

/// Conditions on the item that a signature of this level may not pass over.
fn conditions(asked: &Asked<'_>, round: &Round, level: u8) -> Vec<Refusal> {
    let mut unmet = unmet::place(asked.facts, asked.actor, asked.at, Work::Signing);
    unmet.extend(unmet::overtaken(round));
    unmet.extend(unmet::determination(asked.case, asked.facts, asked.at));
    unmet.extend(unmet::screening(round, asked.facts));
    unmet.extend(unmet::findings_for(round, level, asked.actor));
    if level >= 3 {
        unmet.extend(unmet::leaders(round));
    }
    unmet
}
