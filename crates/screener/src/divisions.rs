//! Administrative divisions down to counties, and what belongs to what.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// One division.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Division {
    /// Six digits of GB/T 2260: two for the province, two for the prefecture, two for the county.
    pub(crate) code: u32,
    /// The full name.
    pub(crate) name: &'static str,
}

impl Division {
    /// Whether it is a province, or a municipality of that rank.
    pub(crate) const fn is_province(self) -> bool {
        self.code.is_multiple_of(10_000)
    }

    /// Whether it is a prefecture.
    pub(crate) const fn is_prefecture(self) -> bool {
        !self.is_province() && self.code.is_multiple_of(100)
    }

    /// Whether `other` lies in it.
    pub(crate) const fn holds(self, other: Self) -> bool {
        if self.is_province() { self.code / 10_000 == other.code / 10_000 } else { self.code / 100 == other.code / 100 }
    }
}

struct Divisions {
    by_code: Vec<Division>,
    by_name: BTreeMap<&'static str, Vec<Division>>,
}

static DIVISIONS: LazyLock<Divisions> = LazyLock::new(|| {
    let lines = include_str!("../data/divisions.tsv").lines();
    let read = |line: &'static str| {
        let (code, name) = line.split_once('\t')?;
        Some(Division { code: code.parse().ok()?, name })
    };
    let by_code: Vec<Division> = lines.filter_map(read).collect();
    let mut by_name: BTreeMap<&'static str, Vec<Division>> = BTreeMap::new();
    for division in &by_code {
        by_name.entry(division.name).or_default().push(*division);
    }
    Divisions { by_code, by_name }
});

/// Build the table, so that the first document does not pay for it.
pub(crate) fn prepare() {
    LazyLock::force(&DIVISIONS);
}

/// The divisions with this full name, by code.
pub(crate) fn named(name: &str) -> &'static [Division] {
    DIVISIONS.by_name.get(name).map(Vec::as_slice).unwrap_or_default()
}

/// What lies in a division, itself left out, by code.
pub(crate) fn within(parent: Division) -> impl Iterator<Item = Division> {
    let first = DIVISIONS.by_code.partition_point(|other| other.code <= parent.code);
    let all = DIVISIONS.by_code.get(first..).unwrap_or_default();
    all.iter().copied().take_while(move |other| parent.holds(*other))
}

/// The province or prefecture that a division lies in directly; none for a province.
pub(crate) fn parent(division: Division) -> Option<Division> {
    if division.is_province() {
        return None;
    }
    let codes = [division.code / 100 * 100, division.code / 10_000 * 10_000];
    let find = |code: u32| {
        let at = DIVISIONS.by_code.binary_search_by_key(&code, |other| other.code).ok()?;
        DIVISIONS.by_code.get(at).copied()
    };
    codes.into_iter().filter(|code| *code != division.code).find_map(find)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_parents() {
        let [changchun] = named("长春市") else { panic!("one 长春市") };
        assert_eq!(changchun.code, 220_100);
        assert_eq!(parent(*changchun).map(|it| it.name), Some("吉林省"));
        assert!(named("朝阳区").len() >= 2);
        assert_eq!(parent(named("济源市")[0]).map(|it| it.name), Some("河南省"), "without a prefecture between");
        assert!(within(*changchun).all(|it| it.code / 100 == 2201) && within(*changchun).count() > 5);
    }

    #[test]
    fn the_table_is_sorted() {
        assert!(DIVISIONS.by_code.is_sorted_by(|one, other| one.code < other.code));
        assert!(DIVISIONS.by_code.len() > 3_000);
    }
}
