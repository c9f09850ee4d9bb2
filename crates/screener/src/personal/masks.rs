//! Numbers of which a part is hidden.

use std::ops::Range;

/// What stands for a hidden character.
const HIDDEN: [char; 11] = ['*', '＊', '×', '✱', '●', '•', '■', '█', '◆', '﹡', '∗'];

/// What kind of number a mask is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// An identity number.
    Identity,
    /// A mobile number.
    Mobile,
}

/// A number of which some characters are hidden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Masked {
    /// Where, in bytes of the text.
    pub(crate) range: Range<usize>,
    /// Of what.
    pub(crate) kind: Kind,
    /// Its characters; none for a hidden one.
    pub(crate) characters: Vec<Option<char>>,
}

/// No masked number is longer, in characters.
const LONGEST: usize = 20;

/// All masked identity and mobile numbers of a text whose length is right, by place.
pub(crate) fn masked(text: &str) -> Vec<Masked> {
    let mut found = Vec::new();
    let mut run: Option<Range<usize>> = None;
    for (at, character) in text.char_indices().chain([(text.len(), '\n')]) {
        if character.is_ascii_digit() || matches!(character, 'X' | 'x') || HIDDEN.contains(&character) {
            let start = run.take().map_or(at, |run| run.start);
            run = Some(start..at + character.len_utf8());
        } else if let Some(range) = run.take() {
            let word = character.is_ascii_alphanumeric();
            found.extend(text.get(range.clone()).filter(|_| !word).and_then(|number| read(number, range)));
        }
    }
    found
}

fn read(number: &str, range: Range<usize>) -> Option<Masked> {
    let characters: Vec<Option<char>> = number
        .chars()
        .take(LONGEST + 1)
        .map(|it| Some(it.to_ascii_uppercase()).filter(|_| !HIDDEN.contains(&it)))
        .collect();
    let hidden = characters.iter().filter(|it| it.is_none()).count();
    let shown = characters.len() - hidden;
    let kind = match characters.len() {
        18 if shown >= 4 => Kind::Identity,
        11 if shown >= 3 && characters.first() == Some(&Some('1')) => Kind::Mobile,
        _ => return None,
    };
    (hidden >= if kind == Kind::Identity { 1 } else { 2 }).then_some(Masked { range, kind, characters })
}

impl Masked {
    /// How many characters are hidden.
    pub(crate) fn hidden(&self) -> usize {
        self.characters.iter().filter(|it| it.is_none()).count()
    }

    /// Which places are hidden.
    pub(crate) fn pattern(&self) -> Vec<bool> {
        self.characters.iter().map(Option::is_none).collect()
    }

    /// How many characters stay hidden when both are read together; none when they are not the same number.
    pub(crate) fn hidden_with(&self, other: &Self) -> Option<usize> {
        let pairs = || self.characters.iter().zip(&other.characters);
        let differs = pairs().any(|(one, other)| one.is_some() && other.is_some() && one != other);
        let fits = self.kind == other.kind && self.characters.len() == other.characters.len() && !differs;
        fits.then(|| pairs().filter(|(one, other)| one.is_none() && other.is_none()).count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_masks_only() {
        let found = masked("号110105********002X，电话138****0000，编号12**，A110105********002X7");
        let kinds: Vec<_> = found.iter().map(|mask| (mask.kind, mask.hidden())).collect();
        assert_eq!(kinds, [(Kind::Identity, 8), (Kind::Mobile, 4)]);
    }

    #[test]
    fn two_masks_of_one_number() {
        let found = masked("110105********002X 11010519491231****");
        assert_eq!(found[0].hidden_with(&found[1]), Some(0));
        let found = masked("110105********002X 11010619491231****");
        assert_eq!(found[0].hidden_with(&found[1]), None);
    }
}
