//! A case: what people do, one step after the other, and what comes of it.

use serde::Deserialize;

/// One case file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// What it shows, a Chinese sentence.
    pub title: String,
    /// The clause it is about; some step must assert it.
    pub clause: String,
    /// Which drivers can express it; all when absent. A host never submits unscreened content, for example.
    #[serde(default)]
    pub drivers: Vec<String>,
    /// The steps.
    pub step: Vec<Step>,
}

/// One step. Unknown fields cannot be denied beside a flattened one; a misspelt `refused` shows, because the step then expects success.
#[derive(Debug, Deserialize)]
pub struct Step {
    /// Who.
    pub person: String,
    /// Minutes after the step before; 1 when absent.
    #[serde(default = "one_minute")]
    pub after_minutes: u64,
    /// What.
    #[serde(flatten)]
    pub what: Deed,
    /// The kinds of the events it appends.
    #[serde(default)]
    pub events: Vec<String>,
    /// The refusals it gets, the first first; of `check` all of them.
    #[serde(default)]
    pub refused: Vec<Refused>,
}

/// A refusal, as far as a case asserts it.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Refused {
    /// The stable code.
    pub code: String,
    /// The clause.
    pub clause: String,
}

/// What somebody does.
#[derive(Debug, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Deed {
    /// Hand in content and screen it.
    Submit {
        /// The documents.
        documents: Vec<Text>,
    },
    /// Hand in content without screening.
    SubmitOnly {
        /// The documents.
        documents: Vec<Text>,
    },
    /// Accept the first open finding of a rule.
    Accept {
        /// The rule.
        rule: String,
        /// Why.
        reason: String,
    },
    /// Sign.
    Sign {
        /// 1 to 3.
        level: u8,
        /// Whether the secrecy statement is given.
        #[serde(default = "yes")]
        secrecy_checked: bool,
        /// Sign for the content of the first submission instead of the current one.
        #[serde(default)]
        first_version: bool,
    },
    /// Return to the editor.
    Return {
        /// Why.
        reasons: Vec<String>,
    },
    /// Ask the gate.
    Check {
        /// The document that is to go out.
        document: Text,
        /// `publish` when absent.
        #[serde(default = "publish")]
        action: String,
    },
    /// Get a permit.
    Issue {
        /// `portal` when absent.
        #[serde(default = "portal")]
        channel: String,
        /// `publish` when absent.
        #[serde(default = "publish")]
        action: String,
    },
    /// Use the permit.
    Publish {
        /// The document that is to go out.
        document: Text,
        /// `publish` when absent.
        #[serde(default = "publish")]
        action: String,
    },
}

/// A document.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// `portal` when absent.
    #[serde(default = "portal")]
    pub channel: String,
    /// The title.
    #[serde(default = "title")]
    pub title: String,
    /// The body, plain text.
    pub body: String,
}

fn portal() -> String {
    "portal".to_owned()
}

fn publish() -> String {
    "publish".to_owned()
}

fn title() -> String {
    "关于开展营商环境满意度调查的通知".to_owned()
}

fn one_minute() -> u64 {
    1
}

fn yes() -> bool {
    true
}

/// What came of a step.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Events were appended; for `check`: allowed.
    Done(Vec<String>),
    /// It was refused.
    Refused(Vec<Refused>),
}
