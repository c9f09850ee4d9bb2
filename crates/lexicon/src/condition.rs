//! Conditions on the text beside a term.

/// What must, or must not, stand beside a term.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Condition {
    /// None of the alternatives may stand there, instead of one of them having to.
    negated: bool,
    /// Texts; the boundary stands as `^` or `$`.
    alternatives: Vec<String>,
}

impl Condition {
    /// Read a cell: empty for no condition, alternatives separated by `|`, `!` before the list to negate it. `^` (before a term) and `$`
    /// (after it) stand for a boundary: begin or end of the block, punctuation or white space.
    #[must_use]
    pub fn parse(cell: &str) -> Self {
        let (negated, list) = negation(cell);
        Self { negated, alternatives: alternatives(list).map(str::to_owned).collect() }
    }

    /// The cell that [`Condition::parse`] reads as this condition.
    #[must_use]
    pub fn to_cell(&self) -> String {
        format!("{}{}", if self.negated { "!" } else { "" }, self.alternatives.join("|"))
    }
}

/// Whether the text before a term fulfils the condition of this cell. Cells are read as they stand: a hit costs no memory.
pub(crate) fn fits_before(cell: &str, before: &str) -> bool {
    fits(cell, |text| match text {
        "^" => is_boundary(before.chars().next_back()),
        text => before.ends_with(text),
    })
}

/// Whether the text after a term fulfils the condition of this cell.
pub(crate) fn fits_after(cell: &str, after: &str) -> bool {
    fits(cell, |text| match text {
        "$" => is_boundary(after.chars().next()),
        text => after.starts_with(text),
    })
}

fn fits(cell: &str, stands_there: impl Fn(&str) -> bool) -> bool {
    let (negated, list) = negation(cell);
    let mut unconditional = true;
    let stands = alternatives(list).any(|text| {
        unconditional = false;
        stands_there(text)
    });
    unconditional || stands != negated
}

fn negation(cell: &str) -> (bool, &str) {
    cell.strip_prefix('!').map_or((false, cell), |list| (true, list))
}

fn alternatives(list: &str) -> impl Iterator<Item = &str> {
    list.split('|').filter(|text| !text.is_empty())
}

fn is_boundary(neighbour: Option<char>) -> bool {
    neighbour.is_none_or(|character| !character.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternatives_and_negation() {
        assert!(fits_after("位|义", "位置") && !fits_after("位|义", "性"));
        let must_not = "!位|义";
        assert!(!fits_after(must_not, "义务") && fits_after(must_not, "") && fits_after(must_not, "、"));
        assert!(fits_before("", "任何") && fits_before("!", "任何"));
    }

    #[test]
    fn boundaries() {
        for after in ["", "、及时性", ",", " ", "\n", "和"] {
            assert!(fits_after("$|和", after), "{after:?}");
        }
        assert!(!fits_after("$|和", "位"));
        assert!(fits_before("^", "。") && !fits_before("^", "不"));
    }

    #[test]
    fn cells_round_trip() {
        for cell in ["", "!位|义", "^|和", "位"] {
            assert_eq!(Condition::parse(cell).to_cell(), cell);
        }
    }
}
