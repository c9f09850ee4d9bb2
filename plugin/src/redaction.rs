//! Interface `redaction`.

use crate::bindings::api::redaction::{
    Card, Context, Document, Event, Guest, Redacted, RedactionBasis, Refusal, SealedOriginal,
};
use crate::convert::card;
use crate::review::stand;
use crate::{Component, convert, state};
use workflow::Redaction;

impl Guest for Component {
    fn bases() -> Vec<RedactionBasis> {
        workflow::REDACTION_BASES.iter().map(Into::into).collect()
    }

    fn redact(
        history: Vec<Event>,
        context: Context,
        sealed: SealedOriginal,
        holder: String,
        submitted: Vec<Document>,
    ) -> Result<Redacted, Refusal> {
        let options = screener::Options {
            as_of: Some(context.now),
            profile: context.profile.clone(),
            ..screener::Options::default()
        };
        let (history, sealed) = (convert::history(history), convert::sealed(sealed)?);
        let report =
            screener::screen(&sealed.original, &state::lexicon(), &options).map_err(convert::screening_refusal)?;
        let (case, facts, at, actor) = stand(&history, context, None)?;
        let submitted: Vec<document::Document> = submitted.into_iter().map(Into::into).collect();
        let redaction = Redaction {
            sealed: &sealed,
            secrecy_stop: report.secrecy_stop,
            holder: &holder,
            handed_in: &workflow::basis(&history).documents,
            submitted: &submitted,
        };
        Ok(convert::redacted(workflow::redact(&case, &facts, at, &actor, &redaction)?))
    }

    fn may_read(history: Vec<Event>, context: Context, editor: String, section: String) -> Result<(), Refusal> {
        let (case, facts, at, actor) = stand(&convert::history(history), context, None)?;
        Ok(workflow::may_read_original(&case, &facts, at, &actor, (&editor, &section))?)
    }

    fn check_submission(
        history: Vec<Event>,
        context: Context,
        sealed: SealedOriginal,
        card: Card,
        documents: Vec<Document>,
    ) -> Result<(), Refusal> {
        let (sealed, card) = (convert::sealed(sealed)?, card::read(card)?);
        let (case, facts, at, actor) = stand(&convert::history(history), context, None)?;
        let documents: Vec<document::Document> = documents.into_iter().map(Into::into).collect();
        Ok(workflow::check_public_version(&case, &facts, at, &actor, &sealed, &card, &documents)?)
    }

    fn check_texts(sealed: SealedOriginal, texts: Vec<String>) -> Result<(), Refusal> {
        Ok(workflow::check_quotes(&convert::sealed(sealed)?, &texts)?)
    }
}
