//! Characters that are taken for each other: by sound and by shape.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

struct Alike {
    /// The syllables of a character, without tones, dialects' confusions folded.
    sounds: BTreeMap<char, Vec<String>>,
    shapes: BTreeSet<(char, char)>,
}

static ALIKE: LazyLock<Alike> = LazyLock::new(|| {
    let mut sounds: BTreeMap<char, Vec<String>> = BTreeMap::new();
    let lines = include_str!("../data/sounds.tsv").lines();
    for (syllable, characters) in lines.filter_map(|line| line.split_once('\t')) {
        for character in characters.chars() {
            sounds.entry(character).or_default().push(fold(syllable));
        }
    }
    let lines = include_str!("../data/shapes.tsv").lines().filter(|line| !line.starts_with('#'));
    let shapes = lines.filter_map(|line| {
        let mut characters = line.chars();
        Some((characters.next()?, characters.next()?))
    });
    Alike { sounds, shapes: shapes.collect() }
});

/// Build the tables, so that the first document does not pay for them.
pub(crate) fn prepare() {
    LazyLock::force(&ALIKE);
}

/// A syllable with what many speakers do not tell apart made the same: zh/z, ch/c, sh/s, l/n at the front, ng/n at the end.
fn fold(syllable: &str) -> String {
    let front = ["zh", "ch", "sh"].iter().find(|front| syllable.starts_with(*front));
    let folded = front.map_or_else(
        || syllable.strip_prefix('l').map_or_else(|| syllable.to_owned(), |rest| format!("n{rest}")),
        |front| syllable.replacen(front, front.trim_end_matches('h'), 1),
    );
    folded.strip_suffix('g').unwrap_or(&folded).to_owned()
}

/// Whether the characters sound or look alike.
pub(crate) fn alike(one: char, other: char) -> bool {
    let sounds = |character| ALIKE.sounds.get(&character).map(Vec::as_slice).unwrap_or_default();
    sounds(one).iter().any(|sound| sounds(other).contains(sound))
        || ALIKE.shapes.contains(&(one.min(other), one.max(other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_sound_and_by_shape() {
        for (one, other) in [('衡', '恒'), ('愁', '筹'), ('撤', '撒'), ('荼', '茶'), ('仓', '沧'), ('兰', '难')]
        {
            assert!(alike(one, other) && alike(other, one), "{one}{other}");
        }
        for (one, other) in [('斩', '闯'), ('展', '扬'), ('得', '人')] {
            assert!(!alike(one, other), "{one}{other}");
        }
    }
}
