//! Clause 10: asking whether content is secret, and other bodies for their opinion. Everything here is about one case digest; an edit
//! makes another digest, for which nothing of it counts.

use crate::{Classification, Facts, Rendition, Round};
use articles::ANSWER_WORKING_DAYS;
use calendar::{CalendarFacts, Day, Due};
use serde::{Deserialize, Serialize};

/// What is asked of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Track {
    /// 报请确定: whether it is a state or work secret, of a body with the power to determine it.
    Determination,
    /// 征求意见: of a body whose business the content touches.
    Consultation,
}

/// The letter that asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// What is asked.
    pub track: Track,
    /// The case digest that it is about, as the person has read it.
    pub digest: String,
    /// The letter's document number.
    pub number: String,
    /// The body asked.
    pub body: String,
    /// Why that body is the right one; may be empty for a body on the profile's `determination_authorities`.
    pub competence: String,
    /// What is unclear, described without quoting it.
    pub question: String,
}

/// How a letter passed from one hand to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Handover {
    /// The event that recorded the request.
    pub request: u64,
    /// Who handed it over or received it: a name, for the body has no accounts here.
    pub person: String,
    /// When, milliseconds.
    pub at: u64,
    /// How: courier, registered post, a signed receipt.
    pub manner: String,
}

/// What a body answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// 不属于国家秘密、工作秘密.
    NotSecret,
    /// 属于国家秘密或者工作秘密: binds everyone.
    Secret,
    /// 无不同意见.
    NoObjection,
    /// 不同意公开, or with reservations.
    Objection,
}

impl Reply {
    /// What it answers.
    #[must_use]
    pub const fn track(self) -> Track {
        match self {
            Self::NotSecret | Self::Secret => Track::Determination,
            Self::NoObjection | Self::Objection => Track::Consultation,
        }
    }
}

/// A written answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrittenAnswer {
    /// The event that recorded the request.
    pub request: u64,
    /// The answer's document number.
    pub number: String,
    /// When it was given, milliseconds.
    pub at: u64,
    /// What it says.
    pub reply: Reply,
    /// In short.
    pub text: String,
}

/// One step of clause 10.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum DeterminationStep {
    /// Draw up the letter; the case is suspended from here on.
    Request(Letter),
    /// It was sent.
    Send(Handover),
    /// The body has received it: its working days are counted from here.
    Receive(Handover),
    /// The body was reminded.
    Remind(Handover),
    /// The body has answered in writing.
    Answer(WrittenAnswer),
    /// Our own decision whether to publish.
    Decide {
        /// The case digest decided on.
        digest: String,
        /// Whether it may be published.
        publish: bool,
        /// Why.
        reason: String,
    },
    /// Take a letter back that has no answer yet.
    Withdraw {
        /// The event that recorded the request.
        request: u64,
        /// Why.
        reason: String,
    },
}

impl DeterminationStep {
    /// The kind of the event it leads to.
    pub(crate) const fn event_kind(&self) -> &'static str {
        match self {
            Self::Request(_) => "determination-requested",
            Self::Send(_) => "determination-sent",
            Self::Receive(_) => "determination-received",
            Self::Remind(_) => "determination-reminded",
            Self::Answer(_) => "determination-answered",
            Self::Decide { .. } => "determination-decided",
            Self::Withdraw { .. } => "determination-withdrawn",
        }
    }
}

/// When a letter was received, and until when it is to be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// When, milliseconds.
    pub at: u64,
    /// The last day, by the calendar that was loaded when the receipt was recorded.
    pub due: Due,
}

impl Receipt {
    /// The last day for the answer. A day that was counted without a notice is counted again with the calendar of the moment.
    #[must_use]
    pub fn due(&self, facts: &Facts) -> Due {
        match &facts.working_days {
            Some(days) if self.due.provisional => answer_due(days, self.at),
            _ => self.due,
        }
    }
}

/// Seven working days from the day of receipt, which does not count.
fn answer_due(days: &CalendarFacts, received: u64) -> Due {
    days.nth_working_day_after(calendar::day_of(received), ANSWER_WORKING_DAYS)
}

/// The last moment of a day, milliseconds.
#[must_use]
pub fn end_of_day(day: Day) -> u64 {
    calendar::start_of(day + 1).saturating_sub(1)
}

/// A letter and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inquiry {
    /// The event that recorded it.
    pub event: u64,
    /// The letter.
    pub letter: Letter,
    /// Who drew it up.
    pub person: String,
    /// When it was sent, milliseconds.
    pub sent: Option<u64>,
    /// When it was received, and until when it is to be answered.
    pub received: Option<Receipt>,
    /// How often the body was reminded.
    pub reminders: u32,
    /// What was answered.
    pub answer: Option<WrittenAnswer>,
    /// It was taken back.
    pub withdrawn: bool,
}

impl Inquiry {
    /// Whether an answer is still to come.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.answer.is_none() && !self.withdrawn
    }

    /// Whether the time for the answer is certainly over. Over a provisional day nothing is certain.
    #[must_use]
    pub fn is_overdue(&self, facts: &Facts, at: u64) -> bool {
        let due = self.received.filter(|_| self.is_open()).map(|receipt| receipt.due(facts));
        due.is_some_and(|due| !due.provisional && at > end_of_day(due.day))
    }
}

/// Our own decision on publishing (作出是否公开的意见).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// The event that recorded it.
    pub event: u64,
    /// The case digest decided on.
    pub digest: String,
    /// Who decided.
    pub person: String,
    /// Whether it may be published.
    pub publish: bool,
    /// Why.
    pub reason: String,
}

/// Content of which somebody has said that it may be secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The case digest.
    pub digest: String,
    /// The digests of its renditions: with another card it is the same text.
    pub renditions: Vec<String>,
}

/// All letters and decisions of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Determinations {
    /// The letters, oldest first.
    pub inquiries: Vec<Inquiry>,
    /// The decisions, oldest first.
    pub rulings: Vec<Ruling>,
    /// What was doubted, and not cleared by a reviewer.
    pub doubts: Vec<Doubt>,
}

impl Determinations {
    /// A letter by the event that recorded it.
    #[must_use]
    pub fn inquiry(&self, request: u64) -> Option<&Inquiry> {
        self.inquiries.iter().find(|inquiry| inquiry.event == request)
    }

    /// The letters about this content that were not taken back.
    pub fn about<'a>(&'a self, digest: &'a str) -> impl Iterator<Item = &'a Inquiry> {
        self.inquiries.iter().filter(move |inquiry| inquiry.letter.digest == digest && !inquiry.withdrawn)
    }

    /// Whether a body has found this content to be secret.
    #[must_use]
    pub fn is_secret(&self, digest: &str) -> bool {
        self.about(digest).any(|it| it.answer.as_ref().is_some_and(|answer| answer.reply == Reply::Secret))
    }

    /// The decision on this content that stands: no letter was drawn up after it.
    #[must_use]
    pub fn ruling(&self, digest: &str) -> Option<&Ruling> {
        let asked = self.about(digest).map(|inquiry| inquiry.event).max()?;
        self.rulings.iter().rev().find(|ruling| ruling.digest == digest && ruling.event > asked)
    }

    /// The doubt that stands against handing in this text with another card: its author does not declare clear what was unclear.
    #[must_use]
    pub fn doubt(&self, digest: &str, renditions: &[Rendition]) -> Option<&Doubt> {
        let same_text = |doubt: &Doubt| renditions.iter().any(|rendition| doubt.renditions.contains(&rendition.digest));
        let is_settled = |doubt: &Doubt| {
            self.ruling(&doubt.digest).is_some_and(|ruling| ruling.publish) && !self.is_secret(&doubt.digest)
        };
        self.doubts.iter().find(|doubt| doubt.digest != digest && same_text(doubt) && !is_settled(doubt))
    }

    /// Note that the content of a round is in doubt when its card says so or somebody asks.
    pub(crate) fn note(&mut self, round: &Round) {
        let is_doubted =
            round.card.classification == Classification::Pending || self.about(&round.digest).next().is_some();
        if is_doubted && !self.doubts.iter().any(|doubt| doubt.digest == round.digest) {
            let renditions = round.renditions.iter().map(|rendition| rendition.digest.clone()).collect();
            self.doubts.push(Doubt { digest: round.digest.clone(), renditions });
        }
    }

    /// A reviewer has returned the content with reasons: what nobody was asked about is for the editor to declare again.
    pub(crate) fn clear(&mut self, digest: &str) {
        if self.about(digest).next().is_none() {
            self.doubts.retain(|doubt| doubt.digest != digest);
        }
    }

    /// Whether a time limit rests on days without a notice.
    #[must_use]
    pub(crate) fn is_provisional(&self) -> bool {
        let open = self.inquiries.iter().filter(|inquiry| inquiry.is_open());
        open.filter_map(|inquiry| inquiry.received).any(|receipt| receipt.due.provisional)
    }

    /// Take over a step that was decided.
    pub(crate) fn apply(&mut self, event: u64, actor: &str, step: &DeterminationStep, facts: &Facts) {
        match step {
            DeterminationStep::Request(letter) => self.inquiries.push(Inquiry {
                event,
                letter: letter.clone(),
                person: actor.to_owned(),
                sent: None,
                received: None,
                reminders: 0,
                answer: None,
                withdrawn: false,
            }),
            DeterminationStep::Send(sent) => self.change(sent.request, |it| it.sent = Some(sent.at)),
            DeterminationStep::Receive(received) => {
                let due = answer_due(&facts.working_days.clone().unwrap_or_default(), received.at);
                self.change(received.request, |it| it.received = Some(Receipt { at: received.at, due }));
            }
            DeterminationStep::Remind(reminder) => self.change(reminder.request, |it| it.reminders += 1),
            DeterminationStep::Answer(answer) => self.change(answer.request, |it| it.answer = Some(answer.clone())),
            DeterminationStep::Decide { digest, publish, reason } => self.rulings.push(Ruling {
                event,
                digest: digest.clone(),
                person: actor.to_owned(),
                publish: *publish,
                reason: reason.clone(),
            }),
            DeterminationStep::Withdraw { request, .. } => self.change(*request, |it| it.withdrawn = true),
        }
    }

    fn change(&mut self, request: u64, change: impl FnOnce(&mut Inquiry)) {
        if let Some(inquiry) = self.inquiries.iter_mut().find(|inquiry| inquiry.event == request) {
            change(inquiry);
        }
    }
}
