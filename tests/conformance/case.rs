//! A case: what people do, one step after the other, and what comes of it.

use serde::Deserialize;
use serde_json::{Map, Value};
use xianshen_tests::PROFILE;

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
    /// What differs from the demo agency's settings.
    #[serde(default)]
    pub profile: Map<String, Value>,
    /// The steps.
    pub step: Vec<Step>,
}

impl Case {
    /// The settings it is decided by, as a profile's text.
    #[must_use]
    pub fn settings(&self) -> String {
        if self.profile.is_empty() {
            return PROFILE.to_owned();
        }
        let mut whole: Map<String, Value> = serde_json::from_str(PROFILE).expect("the profile is JSON");
        whole.extend(self.profile.clone());
        Value::Object(whole).to_string()
    }
}

/// One step. Unknown fields cannot be denied beside a flattened one; a misspelt `refused` shows, because the step then expects success.
#[derive(Debug, Deserialize)]
pub struct Step {
    /// Who.
    pub person: String,
    /// From where: `office` when absent, `outside` or `public`. A host sees that by the connection.
    #[serde(default)]
    pub network: Network,
    /// Minutes after the step before; 1 when absent.
    #[serde(default = "one_minute")]
    pub after_minutes: u64,
    /// What.
    #[serde(flatten)]
    pub what: Deed,
    /// The kinds of the events it appends.
    #[serde(default)]
    pub events: Vec<String>,
    /// What the answers asked for under clause 10 are due afterwards, oldest first: a date, and `暂定` or `逾期` behind it.
    #[serde(default)]
    pub due: Vec<String>,
    /// The refusals it gets, the first first; of `check` all of them.
    #[serde(default)]
    pub refused: Vec<Refused>,
}

/// Where a step is taken.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Network {
    /// The office.
    #[default]
    Office,
    /// Another known network.
    Outside,
    /// Net café or public Wi-Fi.
    Public,
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
        /// What differs from the ordinary card.
        #[serde(default)]
        card: Map<String, Value>,
    },
    /// Make a public version; its original is sealed.
    Redact {
        /// The original.
        document: Text,
        /// What is taken out.
        #[serde(default)]
        remove: Vec<Removed>,
        /// The original's classification; `not_secret` when absent.
        #[serde(default = "not_secret")]
        classification: String,
    },
    /// Hand in the public version made last, with a card that says so.
    SubmitPublicVersion {
        /// What its editor has written below it.
        #[serde(default)]
        adds: String,
        /// What differs from such a card.
        #[serde(default)]
        card: Map<String, Value>,
    },
    /// Ask for the original that was sealed last.
    ReadOriginal,
    /// Hand in content without screening.
    SubmitOnly {
        /// The documents.
        documents: Vec<Text>,
    },
    /// Answer the first finding of a rule that this person has not answered.
    Dispose {
        /// The rule.
        rule: String,
        /// How.
        #[serde(default = "accepted")]
        kind: String,
        /// Why.
        reason: String,
        /// The lawful basis.
        #[serde(default)]
        basis: String,
    },
    /// Proofread a leaders' item.
    Proofread {
        /// What was found; nothing when absent.
        #[serde(default)]
        errors: Vec<String>,
    },
    /// State that a report on leaders keeps the central rules.
    StateCompliance {
        /// The statement.
        statement: String,
    },
    /// Mark as important.
    MarkImportant {
        /// The criterion.
        criterion: String,
        /// Why.
        reason: String,
    },
    /// Take the mark away.
    UnmarkImportant {
        /// Why.
        reason: String,
    },
    /// Take open permits back.
    Revoke {
        /// Why.
        reason: String,
    },
    /// A step of clause 10.
    Determination {
        /// The function of the contract.
        step: String,
        /// What differs from an ordinary letter, handover, answer or decision.
        #[serde(default)]
        with: Map<String, Value>,
    },
    /// A step of filing.
    Filing {
        /// The function of the contract.
        step: String,
        /// What differs from an ordinary step.
        #[serde(default)]
        with: Map<String, Value>,
    },
    /// All steps of filing that a release needs, each by the person whose it is.
    File,
    /// Sign.
    Sign {
        /// 1 to 3.
        level: u8,
        /// What differs from a complete signature.
        #[serde(default)]
        signing: Map<String, Value>,
        /// Sign for the content of the first submission instead of the current one.
        #[serde(default)]
        first_version: bool,
    },
    /// Return to the editor.
    Return {
        /// Why.
        reasons: Vec<String>,
    },
    /// Enter something into a register of oversight.
    Register {
        /// Which.
        register: String,
        /// The step with its items; `now`, `now+30` or `now-30` is that moment, in minutes.
        entry: Map<String, Value>,
    },
    /// Set an own password; everybody sits at `127.0.0.1`.
    SetPassword {
        /// The new one.
        password: String,
        /// The one it replaces; none the first time.
        #[serde(default)]
        old: String,
    },
    /// Sign in with a password.
    SignIn {
        /// The password.
        password: String,
        /// From where.
        #[serde(default = "desk")]
        address: String,
        /// The answer to the question about another address: `mine` or `not-mine`.
        #[serde(default)]
        take_over: String,
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
        /// Minutes from now, for a scheduled release.
        #[serde(default)]
        in_minutes: Option<u64>,
    },
    /// Show the permit that was issued last, and ask whether it stands.
    ShowPermit,
    /// Look back at what is live.
    LookBack {
        /// What was found, as kind and text; nothing when absent.
        #[serde(default)]
        issues: Vec<(String, String)>,
        /// `rectify` or `withdraw`; nothing when nothing was found.
        #[serde(default)]
        settlement: String,
    },
    /// Take everything down.
    Withdraw {
        /// Why.
        #[serde(default)]
        reason: String,
    },
    /// The data centre's confirmation of just now.
    ConfirmTakedown {
        /// Who confirmed it.
        name: String,
    },
    /// A look at a channel after a withdrawal.
    CheckChannel {
        /// `portal` when absent.
        #[serde(default = "portal")]
        channel: String,
    },
    /// Close the withdrawal.
    CloseWithdrawal {
        /// What was done.
        note: String,
    },
    /// Ask what is due; what comes stands in `events` as [`due`] writes it.
    Tasks,
    /// Use the permit.
    Publish {
        /// The document that is to go out.
        document: Text,
        /// `publish` when absent.
        #[serde(default = "publish")]
        action: String,
    },
}

/// An entry as it is sent at a moment.
#[must_use]
pub fn timed(entry: &Map<String, Value>, now: u64) -> Value {
    fn moment(value: &Value, now: u64) -> Value {
        match value {
            Value::String(text) => match text.strip_prefix("now").map(|rest| (rest.is_empty(), rest.parse::<i64>())) {
                Some((true, _)) => now.into(),
                Some((_, Ok(minutes))) => now.saturating_add_signed(minutes * 60_000).into(),
                _ => value.clone(),
            },
            Value::Array(values) => values.iter().map(|value| moment(value, now)).collect(),
            Value::Object(fields) => fields.iter().map(|(name, value)| (name.clone(), moment(value, now))).collect(),
            _ => value.clone(),
        }
    }
    moment(&Value::Object(entry.clone()), now)
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

fn desk() -> String {
    "127.0.0.1".to_owned()
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

fn accepted() -> String {
    "accepted".to_owned()
}

/// Something that is due, with `?` for a provisional and `!` for an overdue time: `look-back 2025-03-04 17:00`.
pub fn due(kind: &str, at: u64, provisional: bool, overdue: bool) -> String {
    let time = xianshen_host::api::public_page::beijing_time(at);
    format!("{kind} {time}{}{}", if provisional { "?" } else { "" }, if overdue { "!" } else { "" })
}

/// A passage that is taken out of the body.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Removed {
    /// The words, where they stand first.
    #[serde(default)]
    pub words: String,
    /// Other bytes of the body, for what nobody can select.
    #[serde(default)]
    pub bytes: Option<(u32, u32)>,
    /// `personal_privacy` when absent.
    #[serde(default = "personal_privacy")]
    pub basis: String,
    /// What it is.
    #[serde(default)]
    pub note: String,
}

impl Removed {
    /// First byte and the byte after the last, in the body.
    pub fn range(&self, body: &str) -> (u32, u32) {
        self.bytes.unwrap_or_else(|| {
            let start = body.find(&self.words).unwrap_or_else(|| panic!("{} stands in the body", self.words));
            let end = start + self.words.len();
            (u32::try_from(start).expect("short"), u32::try_from(end).expect("short"))
        })
    }
}

fn personal_privacy() -> String {
    "personal_privacy".to_owned()
}

fn not_secret() -> String {
    "not_secret".to_owned()
}

/// What came of a step.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Events were appended; for `check`: allowed; for `tasks`: what is due.
    Done(Vec<String>),
    /// It was refused.
    Refused(Vec<Refused>),
}
