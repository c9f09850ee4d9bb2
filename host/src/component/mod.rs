//! The component: loaded, checked, limited, called. Everything the host knows of the rules comes through here.
//!
//! A file becomes a [`Reviewer`] only after these checks, in this order: it is WebAssembly; it imports nothing; it
//! carries our identity section with an interface version this host speaks; it exports exactly world `reviewer`; it
//! answers `describe.engine` as the section says; it judges the built-in samples rightly. Every call then runs in a
//! fresh instance under [`Limits`], and its answer is checked before it is returned.

mod accounts;
pub mod bindings;
mod cache;
mod calls;
mod commands;
pub mod digest;
mod engine;
mod error;
mod failure;
mod forms;
pub mod identity;
mod instance;
mod limits;
mod load;
pub mod locate;
mod look_back;
mod offsets;
pub mod outline;
mod oversight;
mod pack;
mod redaction;
pub mod report_json;
mod self_test;
mod size;
mod verify;

use std::sync::Arc;

pub use accounts::Checked;
pub use calls::Decision;
pub use engine::Runtime;
pub use error::LoadError;
pub use failure::{EngineFailure, FailureKind};
pub use identity::Identity;
pub use limits::Limits;
pub(crate) use load::{check_outline, is_builder};
pub use oversight::Entered;

use bindings::{BodyFormat, Document, OffsetEncoding, Options, ReviewerPre};
use instance::Guard;

/// A component that passed every check. Cheap to clone; calls from several threads run at the same time.
#[derive(Clone)]
pub struct Reviewer {
    runtime: Runtime,
    pre: ReviewerPre<Guard>,
    about: Arc<About>,
}

/// What is known of the loaded file.
struct About {
    identity: Identity,
    digest: String,
    size: u64,
    pack: Option<Vec<u8>>,
}

impl Reviewer {
    /// The identity section, which the component itself has confirmed.
    #[must_use]
    pub fn identity(&self) -> &Identity {
        &self.about.identity
    }

    /// SM3 of the component file.
    #[must_use]
    pub fn component_digest(&self) -> &str {
        &self.about.digest
    }

    /// Bytes of the component file.
    #[must_use]
    pub fn component_bytes(&self) -> u64 {
        self.about.size
    }

    /// The pack inside, for the browser preview; none when the component carries none.
    #[must_use]
    pub fn pack(&self) -> Option<&[u8]> {
        self.about.pack.as_deref()
    }

    /// The words of the pack, and the corrector's model (empty when there is none); none when the component carries no pack.
    #[must_use]
    pub fn words_and_model(&self) -> Option<(&[u8], &[u8])> {
        self.pack().map(pack::split)
    }

    /// The limits of every call.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        self.runtime.limits()
    }

    /// The engine, to load another component into.
    #[must_use]
    pub fn runtime(&self) -> &Runtime {
        &self.runtime
    }
}

impl std::fmt::Debug for Reviewer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Reviewer").field("identity", self.identity()).finish_non_exhaustive()
    }
}

/// A plain-text document that has only a body.
#[must_use]
pub fn text_document(body: impl Into<String>) -> Document {
    body_document(BodyFormat::Text, body.into())
}

/// An HTML document that has only a body.
#[must_use]
pub fn html_document(body: impl Into<String>) -> Document {
    body_document(BodyFormat::Html, body.into())
}

fn body_document(body_format: BodyFormat, body: String) -> Document {
    Document {
        channel: String::new(),
        title: String::new(),
        summary: String::new(),
        body_format,
        body,
        attachments: Vec::new(),
        metadata: Vec::new(),
    }
}

/// The default way to screen: all rules and words, byte offsets, default profile, nothing suppressed.
#[must_use]
pub fn screen_options() -> Options {
    Options { as_of: None, encoding: OffsetEncoding::Utf8, profile: String::new(), suppressions: Vec::new() }
}
