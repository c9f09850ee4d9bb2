//! The clauses, read from `data/clauses.tsv`: the regulation's own words, and how each is enforced.

use std::sync::LazyLock;

/// Who sees to it that a clause is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnforcedBy {
    /// The software refuses what breaks it.
    Machine,
    /// The software helps the people who decide.
    Assist,
    /// Only people can.
    People,
}

impl EnforcedBy {
    /// `machine`, `assist` or `people`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Machine => "machine",
            Self::Assist => "assist",
            Self::People => "people",
        }
    }

    fn from_id(id: &str) -> Option<Self> {
        [Self::Machine, Self::Assist, Self::People].into_iter().find(|by| by.id() == id)
    }
}

/// One article, or one numbered item of an article.
#[derive(Clone, Debug)]
pub struct Clause {
    /// `6` or `6.2`.
    pub id: &'static str,
    /// Who sees to it that it is kept.
    pub enforced_by: EnforcedBy,
    /// How the software does its part, one Chinese sentence.
    pub how: &'static str,
    /// The regulation's words.
    pub text: &'static str,
}

static CLAUSES: LazyLock<Vec<Clause>> =
    LazyLock::new(|| include_str!("../data/clauses.tsv").lines().skip(1).filter_map(parse_row).collect());

fn parse_row(line: &'static str) -> Option<Clause> {
    let mut cells = line.split('\t');
    let (id, enforced_by, how, text) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
    Some(Clause { id, enforced_by: EnforcedBy::from_id(enforced_by)?, how, text })
}

/// All clauses in the regulation's order.
#[must_use]
pub fn clauses() -> &'static [Clause] {
    &CLAUSES
}

/// The clause with this id; none when the regulation has no such clause.
#[must_use]
pub fn clause(id: &str) -> Option<&'static Clause> {
    CLAUSES.iter().find(|clause| clause.id == id)
}

/// How a clause is cited in Chinese.
///
/// ```
/// assert_eq!(articles::citation("6.2"), "第六条第二项");
/// assert_eq!(articles::citation("21"), "第二十一条");
/// ```
#[must_use]
pub fn citation(id: &str) -> String {
    let (article, item) = id.split_once('.').map_or((id, None), |(article, item)| (article, Some(item)));
    let article = article.parse().map_or_else(|_| article.to_owned(), chinese_number);
    match item {
        None => format!("第{article}条"),
        Some(item) => {
            let item = item.parse().map_or_else(|_| item.to_owned(), chinese_number);
            format!("第{article}条第{item}项")
        }
    }
}

/// Chinese numeral below 100, as articles are numbered.
fn chinese_number(number: u8) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |value: u8| DIGITS.get(usize::from(value)).copied().unwrap_or_default();
    match (number / 10, number % 10) {
        (0, 0) => "零".to_owned(),
        (0, ones) => digit(ones).to_owned(),
        (1, ones) => format!("十{}", digit(ones)),
        (tens, ones) => format!("{}十{}", digit(tens), digit(ones)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        assert_eq!(clauses().len(), include_str!("../data/clauses.tsv").lines().count() - 1);
    }

    #[test]
    fn all_21_articles_are_there() {
        for article in 1..=21 {
            assert!(clause(&article.to_string()).is_some(), "article {article}");
        }
    }

    #[test]
    fn numerals() {
        let read: Vec<_> = [1, 10, 11, 20, 21].map(chinese_number).into();
        assert_eq!(read, ["一", "十", "十一", "二十", "二十一"]);
    }
}
