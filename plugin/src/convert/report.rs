//! Reports.

use crate::bindings::api::screening::{Basis, Edit, Finding, Level, Note, OffsetEncoding, Report, Span, Tier};

impl From<screener::Report> for Report {
    fn from(it: screener::Report) -> Self {
        Self {
            engine: it.engine,
            pack: it.pack,
            profile: it.profile,
            document: it.document,
            encoding: match it.encoding {
                document::OffsetEncoding::Utf8 => OffsetEncoding::Utf8,
                document::OffsetEncoding::Utf16 => OffsetEncoding::Utf16,
                document::OffsetEncoding::CodePoint => OffsetEncoding::CodePoint,
            },
            secrecy_stop: it.secrecy_stop,
            findings: it.findings.into_iter().map(Into::into).collect(),
            notes: it.notes.into_iter().map(Into::into).collect(),
            omitted: it.omitted,
            digest: it.digest,
        }
    }
}

impl From<screener::Finding> for Finding {
    fn from(it: screener::Finding) -> Self {
        Self {
            rule: it.rule,
            category: it.category,
            level: it.level.into(),
            clause: it.clause,
            span: it.span.into(),
            places: it.places.into_iter().map(Into::into).collect(),
            fragment: it.fragment,
            message: it.message,
            suggestions: it.suggestions,
            edits: it.edits.into_iter().map(Into::into).collect(),
            confidence: it.confidence,
            basis: Basis { tier: it.basis.tier.into(), source: it.basis.source, entry: it.basis.entry },
            key: it.key,
            attributes: it.attributes,
        }
    }
}

impl From<screener::Note> for Note {
    fn from(it: screener::Note) -> Self {
        Self { code: it.code, part: it.part, message: it.message }
    }
}

impl From<screener::Span> for Span {
    fn from(it: screener::Span) -> Self {
        Self { part: it.part, start: it.start, end: it.end }
    }
}

impl From<screener::Edit> for Edit {
    fn from(it: screener::Edit) -> Self {
        Self { span: it.span.into(), replacement: it.replacement }
    }
}

impl From<lexicon::Level> for Level {
    fn from(it: lexicon::Level) -> Self {
        match it {
            lexicon::Level::Block => Self::Block,
            lexicon::Level::Confirm => Self::Confirm,
            lexicon::Level::Advise => Self::Advise,
        }
    }
}

impl From<lexicon::Tier> for Tier {
    fn from(it: lexicon::Tier) -> Self {
        match it {
            lexicon::Tier::Law => Self::Law,
            lexicon::Tier::NationalStandard => Self::NationalStandard,
            lexicon::Tier::PolicyDocument => Self::PolicyDocument,
            lexicon::Tier::Practice => Self::Practice,
            lexicon::Tier::Agency => Self::Agency,
        }
    }
}
