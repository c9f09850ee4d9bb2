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
        let (negated, list) = cell.strip_prefix('!').map_or((false, cell), |list| (true, list));
        let alternatives = list.split('|').filter(|text| !text.is_empty()).map(str::to_owned).collect();
        Self { negated, alternatives }
    }

    /// The cell that [`Condition::parse`] reads as this condition.
    #[must_use]
    pub fn to_cell(&self) -> String {
        format!("{}{}", if self.negated { "!" } else { "" }, self.alternatives.join("|"))
    }

    /// Whether the text before a term fulfils it.
    pub(crate) fn fits_before(&self, before: &str) -> bool {
        self.fits(|text| match text {
            "^" => is_boundary(before.chars().next_back()),
            text => before.ends_with(text),
        })
    }

    /// Whether the text after a term fulfils it.
    pub(crate) fn fits_after(&self, after: &str) -> bool {
        self.fits(|text| match text {
            "$" => is_boundary(after.chars().next()),
            text => after.starts_with(text),
        })
    }

    fn fits(&self, stands_there: impl Fn(&str) -> bool) -> bool {
        self.alternatives.is_empty() || self.alternatives.iter().any(|text| stands_there(text)) != self.negated
    }
}

fn is_boundary(neighbour: Option<char>) -> bool {
    neighbour.is_none_or(|character| !character.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternatives_and_negation() {
        let must = Condition::parse("位|义");
        assert!(must.fits_after("位置") && !must.fits_after("性"));
        let must_not = Condition::parse("!位|义");
        assert!(!must_not.fits_after("义务") && must_not.fits_after("") && must_not.fits_after("、"));
        assert!(Condition::parse("").fits_before("任何"));
    }

    #[test]
    fn boundaries() {
        let end = Condition::parse("$|和");
        for after in ["", "、及时性", ",", " ", "\n", "和"] {
            assert!(end.fits_after(after), "{after:?}");
        }
        assert!(!end.fits_after("位"));
        assert!(Condition::parse("^").fits_before("。") && !Condition::parse("^").fits_before("不"));
    }

    #[test]
    fn cells_round_trip() {
        for cell in ["", "!位|义", "^|和", "位"] {
            assert_eq!(Condition::parse(cell).to_cell(), cell);
        }
    }
}
