//! 报送信息错误率 (clause 17). The regulation does not define it: the definition stands on the table.

use super::facts::{belongs, name_of};
use super::share::{count, rounded};
use super::{ErrorClass, ErrorFact, ItemFact, Records, Section, Share, Table};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

const DEFINITION: &str = "错误率＝本时段报送的信息中，报送后经人工认定有错误的条数÷本时段报送的条数；每万字错误数＝认定的错误处数÷报送信息的总字数×10000。\
初审签字前改正的问题和误报不计；同一信息有多处错误的，条数计一条，处数逐处计。";

/// How many errors of each class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ClassCounts {
    /// 严重表述错误.
    pub grave_misstatement: u64,
    /// 错别字.
    pub misspelling: u64,
    /// 敏感信息.
    pub sensitive: u64,
    /// 其他.
    pub other: u64,
}

/// One section, or all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ErrorRateRow {
    /// Which section; id empty for the total.
    pub section: Section,
    /// Items with an error among those handed in.
    pub rate: Share,
    /// Errors.
    pub errors: u64,
    /// Characters handed in.
    pub characters: u64,
    /// Errors per 10,000 characters, in hundredths, rounded half up; none when nothing was handed in.
    pub per_10_000_hundredths: Option<u64>,
    /// The errors by class.
    pub classes: ClassCounts,
}

/// Error rates by section. An item counts in the period in which it was handed in first, its errors with it, whenever they were found after
/// that; an error found before its item was handed in does not count.
///
/// ```
/// use oversight::reports::{ErrorFact, ItemFact, Period, Records, error_rate};
/// let item = |item: &str| ItemFact { item: item.into(), section: "a".into(), handed_in_at: Some(5), characters: 500, ..Default::default() };
/// let error = ErrorFact { item: "1".into(), section: "a".into(), found_at: 6, ..Default::default() };
/// let records = Records {
///     period: Period { from: 0, until: 10 }, items: vec![item("1"), item("2"), item("3")], errors: vec![error; 2], ..Default::default()
/// };
/// let total = error_rate(&records).total;
/// assert_eq!((total.rate.part, total.rate.whole, total.rate.permille), (1, 3, Some(333)));
/// assert_eq!(total.per_10_000_hundredths, Some(1333));
/// ```
#[must_use]
pub fn error_rate(records: &Records) -> Table<ErrorRateRow> {
    let items = handed_in(records);
    let errors: Vec<_> = records.errors.iter().filter(|error| counts(error, &items)).collect();
    Table::of(DEFINITION, records, |section| row(section, &items, &errors))
}

/// Items handed in during the period, by id: one that was reported twice counts once, with its first record.
fn handed_in(records: &Records) -> BTreeMap<&str, &ItemFact> {
    let mut items = BTreeMap::new();
    for item in records.items.iter().filter(|item| records.period.holds(item.handed_in_at)) {
        items.entry(item.item.as_str()).or_insert(item);
    }
    items
}

fn counts(error: &ErrorFact, items: &BTreeMap<&str, &ItemFact>) -> bool {
    items
        .get(error.item.as_str())
        .and_then(|item| item.handed_in_at)
        .is_some_and(|handed_in| error.found_at >= handed_in)
}

fn row(section: Option<&Section>, items: &BTreeMap<&str, &ItemFact>, errors: &[&ErrorFact]) -> ErrorRateRow {
    let of_section: Vec<_> = items.values().filter(|item| belongs(section, &item.section)).collect();
    // An error belongs to the section of its item: that is who handed it in.
    let is_own =
        |error: &&&ErrorFact| items.get(error.item.as_str()).is_some_and(|item| belongs(section, &item.section));
    let own: Vec<_> = errors.iter().filter(is_own).collect();
    let with_error: BTreeSet<&str> = own.iter().map(|error| error.item.as_str()).collect();
    let of_class = |class: ErrorClass| count(own.iter().filter(|error| error.class == class));
    let characters = of_section.iter().fold(0_u64, |sum, item| sum.saturating_add(item.characters));
    let errors = count(own.iter());
    ErrorRateRow {
        section: name_of(section),
        rate: Share::new(count(with_error.iter()), count(of_section.iter())),
        errors,
        characters,
        per_10_000_hundredths: rounded(errors, 1_000_000, characters),
        classes: ClassCounts {
            grave_misstatement: of_class(ErrorClass::GraveMisstatement),
            misspelling: of_class(ErrorClass::Misspelling),
            sensitive: of_class(ErrorClass::Sensitive),
            other: of_class(ErrorClass::Other),
        },
    }
}
