//! 关键词提醒 (clause 18): issued to publishing staff, read by each of them, with what contains the words to be settled.

use super::values;
use crate::asked::Asked;
use crate::body::canonical;
use crate::register::{Allowed, Register, replay};
use crate::roles::{COORDINATOR, EDITOR, INFORMATION_OFFICER, SECTION_HEAD, SUPERVISOR, WORD_KEEPER};
use crate::{Entry, Task, check, form};
use articles::Refusal;
use calendar::day_of;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How many words one reminder has.
const WORDS: usize = 200;

/// What is entered.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Command {
    /// A reminder.
    Issue(Notice),
    /// Further drafts and published items that contain a word.
    AddMatches {
        reminder: u64,
        /// Filled in by [`with_matches`].
        #[serde(default)]
        matches: Vec<Match>,
    },
    /// The reader's receipt.
    Read { reminder: u64 },
    /// What became of an item that contains a word.
    Settle { reminder: u64, item: String, outcome: Outcome, reason: String },
    /// The reminder no longer holds.
    Recall { reminder: u64, reason: String },
}

/// A reminder.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Notice {
    words: Vec<String>,
    reason: String,
    /// How to write instead; empty when the words are just to be watched.
    guidance: String,
    recipients: Vec<String>,
    /// What contains a word today, by the host's search: filled in by [`with_matches`].
    #[serde(default)]
    matches: Vec<Match>,
}

/// An item that contains a word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Match {
    /// The item.
    pub item: String,
    /// Where it stands.
    pub stage: MatchStage,
    /// The section that handed it in.
    pub section: String,
    /// The editor.
    pub person: String,
}

/// Where an item stands that contains a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MatchStage {
    /// Handed in and not published.
    Draft,
    /// Live.
    Published,
}

/// What became of an item.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Outcome {
    /// Its text was changed; for a published one by a new round.
    Changed,
    /// It stays, for the reason given.
    Kept,
    /// It was taken back.
    Withdrawn,
}

/// The register.
#[derive(Default, Serialize)]
pub(crate) struct Reminders {
    #[serde(serialize_with = "values")]
    reminders: BTreeMap<u64, Reminder>,
}

#[derive(Serialize)]
struct Reminder {
    id: u64,
    issued_at: u64,
    words: Vec<String>,
    reason: String,
    guidance: String,
    /// Who read it when; null while unread.
    receipts: BTreeMap<String, Option<u64>>,
    #[serde(serialize_with = "values")]
    matches: BTreeMap<String, Matched>,
    recalled: bool,
}

#[derive(Serialize)]
struct Matched {
    #[serde(flatten)]
    found: Match,
    outcome: Option<Outcome>,
}

impl Reminders {
    /// A reminder that holds.
    fn open(&self, number: u64) -> Result<&Reminder, Refusal> {
        let reminder = check::found(self.reminders.get(&number), "18", "提醒", number)?;
        check::refuse_if(reminder.recalled, "recalled", "18", "这一提醒已经收回", "请核对编号")?;
        Ok(reminder)
    }
}

fn issue(asked: &Asked<'_>, notice: &Notice) -> Result<Allowed, Refusal> {
    asked.require("18", &[COORDINATOR, SUPERVISOR, WORD_KEEPER], "关键词提醒")?;
    let count = notice.words.len();
    check::refuse_if(count == 0 || count > WORDS, "bad-list", "18", "关键词没有填写，或者超过 200 个", "请填写关键词")?;
    let mut seen = BTreeSet::new();
    for word in &notice.words {
        check::short("18", "关键词", word)?;
        check::refuse_if(!seen.insert(word), "twice", "18", "同一个关键词写了两次", "请去掉重复的一个")?;
    }
    check::text("18", "理由", &notice.reason)?;
    check::note("18", "正确写法", &notice.guidance)?;
    check::ids("18", "接收人", &notice.recipients)?;
    matches(&notice.matches)?;
    Ok(("reminder-issued", "18"))
}

fn matches(matches: &[Match]) -> Result<(), Refusal> {
    let items: Vec<_> = matches.iter().map(|one| one.item.clone()).collect();
    if !items.is_empty() {
        check::ids("18", "含有关键词的信息", &items)?;
    }
    for one in matches {
        check::id("18", "科室", &one.section)?;
        check::id("18", "采编员", &one.person)?;
    }
    Ok(())
}

fn settle(asked: &Asked<'_>, reminder: &Reminder, item: &str, outcome: Outcome, why: &str) -> Result<Allowed, Refusal> {
    let Some(matched) = reminder.matches.get(item) else {
        let message = format!("提醒没有涉及信息“{item}”");
        return Err(Refusal::new("not-matched", "18", message, "请核对信息编号"));
    };
    let own = [EDITOR, SECTION_HEAD, INFORMATION_OFFICER];
    asked.require_of("18", &matched.found.section, &own, &[COORDINATOR], "按提醒处理信息")?;
    check::refuse_if(matched.outcome.is_some(), "already-settled", "18", "这一信息已经处理", "不必重复登记")?;
    let draft_withdrawn = outcome == Outcome::Withdrawn && matched.found.stage == MatchStage::Draft;
    check::refuse_if(draft_withdrawn, "not-published", "18", "稿件还没有发布，无从撤回", "请选择已修改或保留")?;
    check::text("18", "理由", why)?;
    Ok(("reminder-settled", "18"))
}

impl Register for Reminders {
    type Command = Command;

    fn decide(&self, asked: &Asked<'_>, command: &Command) -> Result<Allowed, Refusal> {
        match command {
            Command::Issue(notice) => issue(asked, notice),
            Command::AddMatches { reminder, matches: found } => {
                let reminder = self.open(*reminder)?;
                asked.require("18", &[COORDINATOR, SUPERVISOR, WORD_KEEPER], "关键词提醒")?;
                let none = found.is_empty();
                check::refuse_if(none, "nothing-new", "18", "没有新发现含有关键词的信息", "不必登记")?;
                matches(found)?;
                let known = found.iter().any(|one| reminder.matches.contains_key(&one.item));
                check::refuse_if(known, "twice", "18", "有的信息已经在提醒中", "请只补充新发现的信息")?;
                Ok(("reminder-matches", "18"))
            }
            Command::Read { reminder } => match self.open(*reminder)?.receipts.get(asked.person) {
                None => {
                    Err(Refusal::new("not-a-recipient", "18", "提醒没有发给本人，不能代人签收", "请由接收人本人签收"))
                }
                Some(Some(_)) => Err(Refusal::new("already-read", "18", "已经签收", "不必重复签收")),
                Some(None) => Ok(("reminder-read", "18")),
            },
            Command::Settle { reminder, item, outcome, reason } => {
                settle(asked, self.open(*reminder)?, item, *outcome, reason)
            }
            Command::Recall { reminder, reason } => {
                self.open(*reminder)?;
                asked.require("18", &[COORDINATOR, SUPERVISOR, WORD_KEEPER], "提醒的收回")?;
                check::text("18", "理由", reason)?;
                Ok(("reminder-recalled", "18"))
            }
        }
    }

    fn apply(&mut self, asked: &Asked<'_>, command: Command) {
        let matched = |found: Match| (found.item.clone(), Matched { found, outcome: None });
        match command {
            Command::Issue(notice) => {
                let Notice { words, reason, guidance, recipients, matches } = notice;
                let receipts = recipients.into_iter().map(|person| (person, None)).collect();
                let matches = matches.into_iter().map(matched).collect();
                let (id, issued_at) = (asked.id, asked.now);
                let reminder = Reminder { id, issued_at, words, reason, guidance, receipts, matches, recalled: false };
                self.reminders.insert(id, reminder);
            }
            Command::AddMatches { reminder, matches } => {
                if let Some(reminder) = self.reminders.get_mut(&reminder) {
                    reminder.matches.extend(matches.into_iter().map(matched));
                }
            }
            Command::Read { reminder } => {
                if let Some(reminder) = self.reminders.get_mut(&reminder) {
                    reminder.receipts.insert(asked.person.to_owned(), Some(asked.now));
                }
            }
            Command::Settle { reminder, item, outcome, .. } => {
                let reminder = self.reminders.get_mut(&reminder);
                if let Some(matched) = reminder.and_then(|reminder| reminder.matches.get_mut(&item)) {
                    matched.outcome = Some(outcome);
                }
            }
            Command::Recall { reminder, .. } => {
                if let Some(reminder) = self.reminders.get_mut(&reminder) {
                    reminder.recalled = true;
                }
            }
        }
    }

    fn tasks(&self, now: u64) -> Vec<Task> {
        self.reminders.values().filter(|reminder| !reminder.recalled).flat_map(|one| one.tasks(now)).collect()
    }
}

impl Reminder {
    /// The words, the first three of many.
    fn named(&self) -> String {
        let words = self.words.iter().take(3).map(String::as_str).collect::<Vec<_>>().join("、");
        if self.words.len() > 3 { format!("{words}等") } else { words }
    }

    fn tasks(&self, now: u64) -> Vec<Task> {
        let words = self.named();
        let next_day = day_of(self.issued_at) + 1;
        let unread = self.receipts.iter().filter(|(_, read)| read.is_none()).map(|(person, _)| {
            let message = format!("请阅读关键词提醒“{words}”并签收");
            Task::new("reminder-unread", "18", self.id, EDITOR, message).by(person).until(next_day, now)
        });
        let open = self.matches.values().filter(|matched| matched.outcome.is_none()).map(|matched| {
            let Match { item, stage, section, person } = &matched.found;
            let stage = if *stage == MatchStage::Draft { "稿件" } else { "已发布信息" };
            let message = format!("{stage}“{item}”含有提醒的关键词“{words}”，请处理");
            Task::new("match-open", "18", self.id, EDITOR, message).of(section).by(person)
        });
        unread.chain(open).collect()
    }
}

/// The words that have to be looked up in drafts and published items before a command is entered; none when it asks for no search, or cannot
/// be read: then it is refused when it is entered.
#[must_use]
pub fn searched_words(history: &[Entry], command: &str) -> Vec<String> {
    match form::read(command) {
        Ok(Command::Issue(notice)) => notice.words,
        Ok(Command::AddMatches { reminder, .. }) => {
            let found = replay::<Reminders>(history).ok().and_then(|mut all| all.reminders.remove(&reminder));
            found.map(|reminder| reminder.words).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

/// The command with what the search for its words found, whatever it said before; what a reminder has already is not added again. A command
/// that asks for no search stays as it is.
#[must_use]
pub fn with_matches(history: &[Entry], command: &str, found: Vec<Match>) -> String {
    let command = match form::read(command) {
        Ok(Command::Issue(notice)) => Command::Issue(Notice { matches: found, ..notice }),
        Ok(Command::AddMatches { reminder, .. }) => {
            let register = replay::<Reminders>(history).unwrap_or_default();
            let known = register.reminders.get(&reminder);
            let is_new = |one: &Match| known.is_none_or(|known| !known.matches.contains_key(&one.item));
            Command::AddMatches { reminder, matches: found.into_iter().filter(is_new).collect() }
        }
        _ => return command.to_owned(),
    };
    canonical(&command)
}
