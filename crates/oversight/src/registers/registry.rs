//! 领导机构和信息专管员 (clauses 5 and 20): who answers for a section, since when, and whether the change was filed.

use super::values;
use crate::asked::Asked;
use crate::register::{Allowed, Register, replay};
use crate::roles::{ADMINISTRATOR, COORDINATOR, SECTION_HEAD, SUPERVISOR};
use crate::{Entry, ReplayFailure, Task, check};
use articles::Refusal;
use calendar::{Day, day_of, parse_day};
use serde::{Deserialize, Serialize, Serializer};
use std::collections::BTreeMap;

/// Leaders and leading group of the whole bureau stand under this id of a section.
pub(crate) const WHOLE_BUREAU: &str = "*";
/// Who keeps the registry.
const KEEPERS: [&str; 3] = [COORDINATOR, SUPERVISOR, ADMINISTRATOR];

/// A post of the responsibility system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Post {
    /// 专门领导机构: `name` is its name, `person` its head.
    LeadingGroup,
    /// 主要领导.
    PrincipalLeader,
    /// 分管领导.
    DeputyLeader,
    /// 科室负责人.
    SectionHead,
    /// 信息专管员; a section may have several.
    InformationOfficer,
}

impl Post {
    /// All posts that a section needs.
    pub const ALL: [Self; 5] =
        [Self::LeadingGroup, Self::PrincipalLeader, Self::DeputyLeader, Self::SectionHead, Self::InformationOfficer];

    /// The regulation's word.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::LeadingGroup => "领导机构",
            Self::PrincipalLeader => "主要领导",
            Self::DeputyLeader => "分管领导",
            Self::SectionHead => "科室负责人",
            Self::InformationOfficer => "信息专管员",
        }
    }

    /// Whether the post may be held for the whole bureau.
    const fn is_of_bureau(self) -> bool {
        matches!(self, Self::LeadingGroup | Self::PrincipalLeader | Self::DeputyLeader)
    }
}

/// What is entered.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Command {
    /// Somebody takes a post; section `*` is the whole bureau.
    Appoint { section: String, post: Post, person: String, name: String, phone: String, starts: String, basis: String },
    /// Somebody leaves it; `ends` is the first day without.
    Remove { section: String, post: Post, person: String, ends: String, reason: String },
    /// Another name or number.
    Contact { section: String, post: Post, person: String, name: String, phone: String, reason: String },
    /// Changes, by their numbers, filed with 市大数据管理中心.
    File { changes: Vec<u64>, number: String, date: String, receiver: String },
}

/// The register.
#[derive(Default, Serialize)]
pub(crate) struct Registry {
    tenures: Vec<Tenure>,
    #[serde(serialize_with = "values")]
    changes: BTreeMap<u64, Change>,
}

/// Somebody's time in a post.
#[derive(Clone, Serialize)]
struct Tenure {
    section: String,
    post: Post,
    person: String,
    name: String,
    phone: String,
    starts: String,
    /// First day without; empty while it lasts.
    ends: String,
}

/// A change, as it is filed.
#[derive(Clone, Serialize)]
pub(crate) struct Change {
    number: u64,
    at: u64,
    pub(crate) section: String,
    what: String,
    /// The filing notice; none while it is open.
    #[serde(rename = "filed")]
    pub(crate) filing: Option<Filing>,
    #[serde(skip)]
    pub(crate) post: Post,
    /// Who held the post before; none for a new one.
    #[serde(skip)]
    pub(crate) before: Option<Contact>,
    /// Who holds it from now on; none when somebody left.
    #[serde(skip)]
    pub(crate) after: Option<Contact>,
    /// The first day, `YYYY-MM-DD`.
    #[serde(skip)]
    pub(crate) since: String,
    #[serde(skip)]
    pub(crate) reason: String,
}

/// A name and a number.
#[derive(Clone)]
pub(crate) struct Contact {
    pub(crate) name: String,
    pub(crate) phone: String,
}

/// A filing with 市大数据管理中心; views show its number and date.
#[derive(Clone)]
pub(crate) struct Filing {
    entry: u64,
    pub(crate) number: String,
    pub(crate) date: String,
    pub(crate) receiver: String,
}

impl Serialize for Filing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (&self.number, &self.date).serialize(serializer)
    }
}

impl Change {
    /// A change of this entry, not filed yet.
    fn new(asked: &Asked<'_>, section: String, post: Post, what: String) -> Self {
        let (number, at, filing) = (asked.id, asked.now, None);
        let (before, after, since, reason) = (None, None, String::new(), String::new());
        Self { number, at, section, what, filing, post, before, after, since, reason }
    }

    /// The entry that recorded its filing; 0 while it is open.
    pub(crate) fn filing_entry(&self) -> u64 {
        self.filing.as_ref().map_or(0, |filing| filing.entry)
    }
}

impl Tenure {
    fn contact(&self) -> Contact {
        Contact { name: self.name.clone(), phone: self.phone.clone() }
    }

    fn holds(&self, day: Day) -> bool {
        let date = |text: &str| parse_day(text);
        date(&self.starts).is_some_and(|starts| starts <= day) && date(&self.ends).is_none_or(|ends| day < ends)
    }

    fn is(&self, section: &str, post: Post, person: &str) -> bool {
        self.section == section && self.post == post && self.person == person
    }
}

impl Registry {
    /// The tenure that lasts.
    fn lasting(&self, section: &str, post: Post, person: &str) -> Result<&Tenure, Refusal> {
        self.tenures.iter().find(|one| one.ends.is_empty() && one.is(section, post, person)).ok_or_else(|| {
            let message = format!("“{person}”没有登记为科室“{section}”的{}", post.title());
            Refusal::new("not-in-post", "20", message, "请核对科室、职务和人员")
        })
    }

    /// All changes, oldest first.
    pub(crate) fn changes(&self) -> impl Iterator<Item = &Change> {
        self.changes.values()
    }

    fn lasting_mut(&mut self, section: &str, post: Post, person: &str) -> Option<&mut Tenure> {
        self.tenures.iter_mut().find(|one| one.ends.is_empty() && one.is(section, post, person))
    }

    fn appoint(&self, section: &str, post: Post, person: &str) -> Result<(), Refusal> {
        if section == WHOLE_BUREAU && !post.is_of_bureau() {
            let message = format!("{}须按科室登记", post.title());
            return Err(Refusal::new("post-of-section", "5", message, "请写明科室"));
        }
        let current = self.tenures.iter().find(|one| one.ends.is_empty() && one.section == section && one.post == post);
        match current {
            Some(one) if one.person == person => {
                Err(Refusal::new("already-in-post", "20", "此人已经登记担任这一职务", "改联系方式请用变更登记"))
            }
            Some(one) if post != Post::InformationOfficer => {
                let message = format!("{}已登记为“{}”", post.title(), one.name);
                Err(Refusal::new("post-taken", "20", message, "请先登记其离任"))
            }
            _ => Ok(()),
        }
    }

    fn file(&self, asked: &Asked<'_>, numbers: &[u64], date: &str) -> Result<(), Refusal> {
        let wrong = numbers.is_empty() || numbers.len() > check::LIST;
        check::refuse_if(wrong, "bad-list", "20", "没有写明备案的变动", "请选择变动")?;
        let day = check::past_date("20", "备案日期", date, asked.today())?;
        for (place, number) in numbers.iter().enumerate() {
            let change = check::found(self.changes.get(number), "20", "变动", *number)?;
            let twice = change.filing.is_some() || numbers.iter().take(place).any(|other| other == number);
            check::refuse_if(twice, "already-filed", "20", &format!("第 {number} 号变动已经备案"), "请去掉这一项")?;
            let early = day < day_of(change.at);
            check::refuse_if(early, "time-order", "20", "备案日期早于变动登记的日期", "请改正备案日期")?;
        }
        Ok(())
    }

    fn missing(&self, section: &str, day: Day) -> Vec<Post> {
        let covers = |one: &Tenure| one.section == section || (one.section == WHOLE_BUREAU && one.post.is_of_bureau());
        let held = |post: Post| self.tenures.iter().any(|one| one.post == post && covers(one) && one.holds(day));
        Post::ALL.into_iter().filter(|post| !held(*post)).collect()
    }
}

/// The coordinating section keeps the registry; a section's head does so for the section's own officers.
fn may_enter(asked: &Asked<'_>, section: &str, post: Post) -> Result<(), Refusal> {
    if post == Post::InformationOfficer {
        return asked.require_of("20", section, &[SECTION_HEAD], &KEEPERS, "人员变动的登记");
    }
    asked.require("20", &KEEPERS, "领导机构和人员变动的登记")
}

fn contact(section: &str, person: &str, name: &str, phone: &str) -> Result<(), Refusal> {
    check::id("20", "科室", section)?;
    check::id("20", "人员", person)?;
    check::short("20", "姓名", name)?;
    check::short("20", "联系方式", phone)
}

impl Register for Registry {
    type Command = Command;

    fn decide(&self, asked: &Asked<'_>, command: &Command) -> Result<Allowed, Refusal> {
        match command {
            Command::Appoint { section, post, person, name, phone, starts, basis } => {
                may_enter(asked, section, *post)?;
                contact(section, person, name, phone)?;
                check::date("20", "任职日期", starts)?;
                check::text("20", "依据", basis)?;
                self.appoint(section, *post, person)?;
                Ok(("registry-appointed", "5"))
            }
            Command::Remove { section, post, person, ends, reason } => {
                may_enter(asked, section, *post)?;
                let tenure = self.lasting(section, *post, person)?;
                let day = check::date("20", "离任日期", ends)?;
                let early = parse_day(&tenure.starts).is_some_and(|starts| day < starts);
                check::refuse_if(early, "time-order", "20", "离任日期早于任职日期", "请改正离任日期")?;
                check::text("20", "理由", reason)?;
                Ok(("registry-removed", "20"))
            }
            Command::Contact { section, post, person, name, phone, reason } => {
                may_enter(asked, section, *post)?;
                let tenure = self.lasting(section, *post, person)?;
                contact(section, person, name, phone)?;
                check::text("20", "理由", reason)?;
                let same = tenure.name == *name && tenure.phone == *phone;
                check::refuse_if(same, "unchanged", "20", "姓名和联系方式没有变化", "不必登记")?;
                Ok(("registry-contact", "20"))
            }
            Command::File { changes, number, date, receiver } => {
                asked.require("20", &[COORDINATOR], "向市大数据管理中心备案")?;
                check::short("20", "备案编号", number)?;
                check::short("20", "接收人", receiver)?;
                self.file(asked, changes, date)?;
                Ok(("registry-filed", "20"))
            }
        }
    }

    fn apply(&mut self, asked: &Asked<'_>, command: Command) {
        match command {
            Command::Appoint { section, post, person, name, phone, starts, basis } => {
                let what = format!("{}：{name}任，{starts} 起，联系方式 {phone}", post.title());
                let change = Change::new(asked, section.clone(), post, what);
                let tenure = Tenure { section, post, person, name, phone, starts, ends: String::new() };
                let (after, since) = (Some(tenure.contact()), tenure.starts.clone());
                self.tenures.push(tenure);
                self.changes.insert(asked.id, Change { after, since, reason: basis, ..change });
            }
            Command::Remove { section, post, person, ends, reason } => {
                let Some(tenure) = self.lasting_mut(&section, post, &person) else { return };
                let what = format!("{}：{}离任，{ends} 起", post.title(), tenure.name);
                let (before, since) = (Some(tenure.contact()), ends.clone());
                tenure.ends = ends;
                let change = Change::new(asked, section, post, what);
                self.changes.insert(asked.id, Change { before, since, reason, ..change });
            }
            Command::Contact { section, post, person, name, phone, reason } => {
                let Some(tenure) = self.lasting_mut(&section, post, &person) else { return };
                let what = format!("{}：{}的联系方式改为 {name}，{phone}", post.title(), tenure.name);
                let before = Some(tenure.contact());
                (tenure.name, tenure.phone) = (name, phone);
                let (after, since) = (Some(tenure.contact()), check::written(asked.today()));
                let change = Change::new(asked, section, post, what);
                self.changes.insert(asked.id, Change { before, after, since, reason, ..change });
            }
            Command::File { changes, number, date, receiver } => {
                let filing = Filing { entry: asked.id, number, date, receiver };
                for change in changes {
                    if let Some(change) = self.changes.get_mut(&change) {
                        change.filing = Some(filing.clone());
                    }
                }
            }
        }
    }

    fn tasks(&self, now: u64) -> Vec<Task> {
        let unfiled = self.changes.values().filter(|change| change.filing.is_none()).map(|change| {
            let message = format!("“{}”还没有报市大数据管理中心备案", change.what);
            Task::new("filing-due", "20", change.number, COORDINATOR, message).of(&change.section)
        });
        let mut sections: Vec<&str> = self.tenures.iter().map(|one| one.section.as_str()).collect();
        sections.sort_unstable();
        sections.dedup();
        let vacant = sections.into_iter().filter(|section| *section != WHOLE_BUREAU).filter_map(|section| {
            let missing: Vec<_> = self.missing(section, day_of(now)).into_iter().map(Post::title).collect();
            let message = format!("科室“{section}”没有登记：{}", missing.join("、"));
            (!missing.is_empty()).then(|| Task::new("post-vacant", "5", 0, COORDINATOR, message).of(section))
        });
        unfiled.chain(vacant).collect()
    }
}

/// The posts that nobody holds for a section on the day of a moment. An unfiled change does not matter: it does not suspend anybody.
///
/// # Errors
/// The first entry of the history that fails.
pub fn missing_posts(history: &[Entry], section: &str, moment: u64) -> Result<Vec<Post>, ReplayFailure> {
    Ok(replay::<Registry>(history)?.missing(section, day_of(moment)))
}

/// Whether a section may hand in content (clause 5): leading group, main leader, deputy leader, head and information officer are registered.
///
/// # Errors
/// The first entry of the history that fails.
pub fn section_is_complete(history: &[Entry], section: &str, moment: u64) -> Result<bool, ReplayFailure> {
    missing_posts(history, section, moment).map(|missing| missing.is_empty())
}

/// Number, section and wording of the changes that still have to be filed: what the filing notice lists.
///
/// # Errors
/// The first entry of the history that fails.
pub fn unfiled_changes(history: &[Entry]) -> Result<Vec<(u64, String, String)>, ReplayFailure> {
    let registry = replay::<Registry>(history)?;
    let open = registry.changes.into_values().filter(|change| change.filing.is_none());
    Ok(open.map(|change| (change.number, change.section, change.what)).collect())
}
