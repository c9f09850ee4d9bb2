//! Administrative divisions down to counties, and what belongs to what.

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
    /// Sorted by name, then code.
    by_name: Vec<Division>,
    /// For the hash of a name where its divisions begin in `by_name`; the next place when the name is another one.
    places: Vec<Option<u16>>,
}

static DIVISIONS: LazyLock<Divisions> = LazyLock::new(|| {
    let lines = include_str!("../data/divisions.tsv").lines();
    let read = |line: &'static str| {
        let (code, name) = line.split_once('\t')?;
        Some(Division { code: code.parse().ok()?, name })
    };
    let by_code: Vec<Division> = lines.filter_map(read).collect();
    let mut by_name = by_code.clone();
    by_name.sort_by_key(|division| (division.name, division.code));
    let mut places = vec![None; PLACES];
    let mut last = "";
    for (first, division) in (0_u16..).zip(&by_name) {
        if division.name != last {
            let free = slots(division.name).find(|slot| places.get(*slot).is_some_and(Option::is_none));
            free.and_then(|slot| places.get_mut(slot)).into_iter().for_each(|place| *place = Some(first));
        }
        last = division.name;
    }
    Divisions { by_code, by_name, places }
});

/// Build the table, so that the first document does not pay for it.
pub(crate) fn prepare() {
    LazyLock::force(&DIVISIONS);
}

/// The divisions with this full name, by code.
pub(crate) fn named(name: &str) -> &'static [Division] {
    for slot in slots(name) {
        let Some(Some(first)) = DIVISIONS.places.get(slot) else { break };
        let rest = DIVISIONS.by_name.get(usize::from(*first)..).unwrap_or_default();
        if rest.first().is_some_and(|division| division.name == name) {
            return rest.chunk_by(|one, other| one.name == other.name).next().unwrap_or_default();
        }
    }
    &[]
}

/// Places of the hash table: more than twice the names, so that most searches end at once.
const PLACES: usize = 1 << 13;

/// The places where a name may be, in order.
fn slots(name: &str) -> impl Iterator<Item = usize> {
    // FNV-1a: names are short, and asked for at every 市 of a text.
    let hash = name.bytes().fold(0x811C_9DC5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let start = (hash >> 19) as usize;
    (0..PLACES).map(move |step| (start + step) % PLACES)
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
