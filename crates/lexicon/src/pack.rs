//! The pack: rows in a form that is used as it lies, without being unpacked.
//!
//! Header: `XSPK`, format version (u32 LE), payload length in bytes (u64 LE), SM3 of the payload as 68 ASCII characters. Payload: the strings that
//! several rows share, as their number and the strings; the number of rows; then the rows sorted by term and neighbours. Numbers are LEB128; a
//! string is twice its length and its bytes, or one more than twice its place among the shared ones; a list is its length and items.
//!
//! Behind the payload the corrector's model may follow, with a header of its own.

mod read;
mod write;

pub(crate) use read::{Rows, View};

use crate::Row;

/// Version of the pack format that this engine writes and the newest it reads.
pub const FORMAT: u32 = 1;

const MAGIC: &[u8; 4] = b"XSPK";
const DIGEST_LEN: usize = 68;
const HEADER_LEN: usize = 16 + DIGEST_LEN;

/// Why a pack was not loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackError {
    /// The bytes do not begin as a pack, or what should be a model as a model.
    NotAPack,
    /// Written by a newer compiler; the version found.
    NewerFormat(u32),
    /// Shorter or longer than the header says.
    WrongLength,
    /// The payload does not have the checksum in the header.
    WrongChecksum,
    /// The checksum fits but the content does not parse: what was wrong.
    Malformed(&'static str),
}

/// The pack of sorted rows.
pub(crate) fn encode(rows: &[&Row]) -> Vec<u8> {
    let payload = write::payload(rows);
    let mut pack = Vec::with_capacity(payload.len() + HEADER_LEN);
    pack.extend(MAGIC);
    pack.extend(FORMAT.to_le_bytes());
    pack.extend((payload.len() as u64).to_le_bytes());
    pack.extend(document::sm3_text(&payload).bytes());
    pack.extend(payload);
    pack
}

/// How long the words of a pack are with their header, by what the header says; none when it does not begin as a pack.
#[must_use]
pub fn words_length(pack: &[u8]) -> Option<usize> {
    let length = pack.strip_prefix(MAGIC)?.get(4..12)?.try_into().ok().map(u64::from_le_bytes)?;
    usize::try_from(length).ok()?.checked_add(HEADER_LEN)
}

/// The rows and the digest of a pack, whose bytes are kept and nothing beside them but where each row begins.
pub(crate) fn open(pack: Vec<u8>) -> Result<(Rows, String), PackError> {
    let digest = check(&pack)?;
    Ok((Rows::new(pack, HEADER_LEN)?, digest))
}

/// Check header and checksum; the digest.
fn check(pack: &[u8]) -> Result<String, PackError> {
    let rest = pack.strip_prefix(MAGIC).ok_or(PackError::NotAPack)?;
    let (format, rest) = rest.split_first_chunk().ok_or(PackError::NotAPack)?;
    match u32::from_le_bytes(*format) {
        0 => return Err(PackError::NotAPack),
        format if format > FORMAT => return Err(PackError::NewerFormat(format)),
        _ => {}
    }
    let (length, rest) = rest.split_first_chunk().ok_or(PackError::WrongLength)?;
    let (digest, payload) = rest.split_at_checked(DIGEST_LEN).ok_or(PackError::WrongLength)?;
    if u64::from_le_bytes(*length) != payload.len() as u64 {
        return Err(PackError::WrongLength);
    }
    let found = document::sm3_text(payload);
    if found.as_bytes() == digest { Ok(found) } else { Err(PackError::WrongChecksum) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Condition, Kind, Level, Tier};

    fn decode(pack: &[u8]) -> Result<(Vec<Row>, String), PackError> {
        let (rows, digest) = open(pack.to_vec())?;
        Ok(((0..rows.len()).filter_map(|at| rows.get(at).cloned()).collect(), digest))
    }

    fn row(term: &str) -> Row {
        Row {
            term: term.into(),
            kind: Kind::Wrong,
            replacements: vec!["部署".into()],
            level: Level::Confirm,
            scope: vec!["body".into()],
            left: Condition::parse("!不"),
            right: Condition::parse("$|和"),
            valid_from: Some(20_020),
            valid_to: None,
            tier: Tier::Practice,
            source: "词典".into(),
            reason: "误。".into(),
        }
    }

    #[test]
    fn rows_round_trip() {
        let rows = [row("布署"), row("布属")];
        let mut sorted: Vec<&Row> = rows.iter().collect();
        sorted.sort_by_key(|row| row.identity());
        let (read, digest) = decode(&encode(&sorted)).unwrap();
        assert_eq!(read.iter().collect::<Vec<_>>(), sorted);
        assert!(digest.starts_with("sm3:"));
    }

    #[test]
    fn every_damaged_byte_is_noticed() {
        let pack = encode(&[&row("布署")]);
        for at in 0..pack.len() {
            let mut damaged = pack.clone();
            damaged[at] ^= 1;
            assert!(decode(&damaged).is_err(), "byte {at}");
            assert!(decode(&pack[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn named_errors() {
        let mut newer = encode(&[]);
        newer[4] = 2;
        assert_eq!(decode(&newer), Err(PackError::NewerFormat(2)));
        let mut changed = encode(&[&row("布署")]);
        *changed.last_mut().unwrap() ^= 1;
        assert_eq!(decode(&changed), Err(PackError::WrongChecksum));
        changed.push(0);
        assert_eq!(decode(&changed), Err(PackError::WrongLength));
        assert_eq!(decode(b"PK\x03\x04"), Err(PackError::NotAPack));
    }
}
