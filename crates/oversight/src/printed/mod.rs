//! The forms of oversight (clauses 4, 8, 18 and 20), filled from registers and reports. What they do not know stays blank with its label, for a
//! pen.

mod criticism;
mod monthly;
mod officer_change;
mod talk;

use crate::body::canonical;
use crate::reports::{Period, Records};
use crate::{Context, Entry, ReplayFailure, link};
use articles::{Profile, Refusal};
use document::sm3_text;
use forms::{Data, Date, Head, Kind, Time, Verification};

/// An item of a month, for the return.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemRow {
    /// The item.
    pub item: String,
    /// Its title; empty where nothing of it may be printed.
    pub title: String,
    /// How it is made public, by the id that its card has.
    pub openness: String,
    /// Who signed last; the name.
    pub reviewer: String,
    /// The channels on which it went out.
    pub channels: Vec<String>,
}

/// What is to be printed, and what for.
#[derive(Clone, Debug, Default)]
pub struct SheetRequest {
    /// The form's name.
    pub form: String,
    /// The agency's template; none for the shipped one.
    pub template: Option<String>,
    /// The entry that it is about: the criticism, the talk, the filing; 0 for all changes that are not filed.
    pub entry: u64,
    /// The section of a return; empty for the whole agency.
    pub section: String,
    /// The entries of the register that the form is filled from; none for a return.
    pub history: Vec<Entry>,
    /// What is counted. A notice is printed with the error rates of the period.
    pub records: Records,
    /// The items of `records`, for their titles.
    pub rows: Vec<ItemRow>,
}

/// The register that a form is filled from; empty for a return. None for a form that is not of oversight.
#[must_use]
pub fn register_of(form: &str) -> Option<&'static str> {
    match Kind::of_name(form)? {
        Kind::MonthlyReturn => Some(""),
        Kind::CriticismNotice => Some("criticism"),
        Kind::TalkRecord => Some("notice"),
        Kind::OfficerChange => Some("registry"),
        _ => None,
    }
}

/// A form of oversight as a page.
///
/// # Errors
/// `unknown-form`; `form-not-ready` when the entry is none that the form is about; `broken-history`, `invalid-template`, `bad-period`.
pub fn print(request: &SheetRequest, profile: &Profile, context: &Context) -> Result<String, Refusal> {
    let known = Kind::of_name(&request.form).zip(register_of(&request.form));
    let (kind, register) = known.ok_or_else(|| {
        let names = Kind::ALL.map(Kind::name).into_iter().filter(|name| register_of(name).is_some());
        let remedy = format!("可用的是 {}", names.collect::<Vec<_>>().join("、"));
        Refusal::new("unknown-form", "", format!("没有名为“{}”的监督表单", request.form), remedy)
    })?;
    let sheet = Sheet { request, profile, context };
    let mut data = match kind {
        Kind::MonthlyReturn => monthly::fill(&sheet)?,
        Kind::CriticismNotice => criticism::fill(&sheet)?,
        Kind::TalkRecord => talk::fill(&sheet)?,
        _ => officer_change::fill(&sheet)?,
    };
    sheet.finish(&mut data, register);
    forms::render(kind, request.template.as_deref(), &data)
        .map_err(|error| Refusal::new("invalid-template", "", error.to_string(), "请由管理员改正本单位的模板"))
}

/// Everything a form is filled from.
struct Sheet<'a> {
    request: &'a SheetRequest,
    profile: &'a Profile,
    context: &'a Context,
}

impl Sheet<'_> {
    /// Head and verification line: the register's last hash proves every entry before it; of a return the digest is of what was counted.
    fn finish(&self, data: &mut Data, register: &str) {
        let (made_on, printed_at) = (Some(Date(calendar::day_of(self.context.now))), Some(Time(self.context.now)));
        let (agency, office) = (self.profile.agency.clone(), self.profile.agency.clone());
        let given = std::mem::take(&mut data.head);
        data.head = Head {
            made_on: given.made_on.or(made_on),
            made_by: self.context.name.clone(),
            agency,
            office,
            printed_at,
            ..given
        };
        let history = &self.request.history;
        let entry = history.iter().find(|entry| entry.id == self.request.entry);
        let counted = || format!("{}\n{}", canonical(&data.monthly), canonical(&data.officer_change));
        data.verification = Verification {
            site: self.profile.site.clone(),
            item: entry.map(|entry| format!("{register}.{}", entry.id)).unwrap_or_default(),
            digest: sm3_text(entry.map_or_else(counted, |entry| entry.body.clone()).as_bytes()),
            chain_head: history.iter().fold(String::new(), |previous, entry| link(&previous, entry)),
        };
    }

    /// The name of a section; its id when the profile no longer has it.
    fn section(&self, id: &str) -> String {
        self.profile.sections.iter().find(|one| one.id == id).map_or(id, |one| one.name.as_str()).to_owned()
    }

    /// The names of channels.
    fn channels(&self, ids: &[String]) -> String {
        let name = |id: &String| {
            self.profile.channels.iter().find(|one| one.id == *id).map_or(id.clone(), |one| one.name.clone())
        };
        ids.iter().map(name).collect::<Vec<_>>().join("、")
    }

    fn row(&self, item: &str) -> Option<&ItemRow> {
        self.request.rows.iter().find(|row| row.item == item)
    }

    /// The title of an item where it may be printed, otherwise its number.
    fn title(&self, item: &str) -> String {
        self.row(item).map(|row| row.title.clone()).filter(|title| !title.is_empty()).unwrap_or_else(|| item.to_owned())
    }
}

/// A day as registers have it.
fn day(written: &str) -> Option<Date> {
    calendar::parse_day(written).map(Date)
}

/// A number as forms print it.
fn number(value: u64) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// A period as people say it: a month by its name, other days from the first to the last.
fn period(period: Period) -> String {
    let (first, last) = (calendar::day_of(period.from), calendar::day_of(period.until.saturating_sub(1)));
    let (year, month, _) = calendar::date_of(first);
    if Period::month(year, month) == Some(period) {
        return format!("{year}年{month}月");
    }
    format!("{}至{}", calendar::format_day(first), calendar::format_day(last))
}

fn not_ready(kind: Kind, message: &str) -> Refusal {
    Refusal::new("form-not-ready", kind.clause(), message, "请在登记簿中选择对应的一条记录")
}

/// A register that does not replay fills nothing.
fn broken(failure: &ReplayFailure) -> Refusal {
    let message = format!("登记的历史记录不成立：{}", failure.message.trim_end_matches('。'));
    Refusal::new("broken-history", "", message, "请由管理员用 verify-log 核查记录")
}
