//! Compatibility ideographs and radicals (from PDF text layers) to the unified character.

use crate::generated::compatibility::COMPATIBILITY;

/// The unified character; none when the character is not a compatibility form.
pub(crate) fn unified(character: char) -> Option<char> {
    let place = COMPATIBILITY.binary_search_by_key(&character, |(form, _)| *form).ok()?;
    COMPATIBILITY.get(place).map(|(_, unified)| *unified)
}
