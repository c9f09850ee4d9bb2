//! The pack: rows in a form that loads without parsing text.
//!
//! Header: `XSPK`, format version (u32 LE), payload length in bytes (u64 LE), SM3 of the payload as 68 ASCII characters. Payload: number of rows
//! (u32 LE), then the rows sorted by term and neighbours; a string is its length (u32 LE) and bytes, a list its length (u32 LE) and items.

use crate::{Condition, Day, Kind, Level, Row, Tier};

/// Version of the pack format that this engine writes and the newest it reads.
pub const FORMAT: u32 = 1;

const MAGIC: &[u8; 4] = b"XSPK";
const DIGEST_LEN: usize = 68;
/// A day that stands for none: no validity begins or ends there.
const NO_DAY: Day = Day::MIN;

/// Why a pack was not loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackError {
    /// The bytes do not begin as a pack does.
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

pub(crate) fn encode(rows: &[&Row]) -> Vec<u8> {
    let mut payload = Vec::new();
    put_length(&mut payload, rows.len());
    for row in rows {
        put_row(&mut payload, row);
    }
    let mut pack = Vec::with_capacity(payload.len() + 16 + DIGEST_LEN);
    pack.extend(MAGIC);
    pack.extend(FORMAT.to_le_bytes());
    pack.extend((payload.len() as u64).to_le_bytes());
    pack.extend(document::sm3_text(&payload).bytes());
    pack.extend(payload);
    pack
}

/// The rows and the digest of a pack.
pub(crate) fn decode(pack: &[u8]) -> Result<(Vec<Row>, String), PackError> {
    let mut header = Reader(pack);
    if header.take(MAGIC.len()) != Some(MAGIC) {
        return Err(PackError::NotAPack);
    }
    let format = header.number().ok_or(PackError::NotAPack)?;
    if format > FORMAT {
        return Err(PackError::NewerFormat(format));
    }
    if format == 0 {
        return Err(PackError::NotAPack);
    }
    let length = header.take(8).and_then(|bytes| bytes.try_into().ok()).map(u64::from_le_bytes);
    let digest = header.take(DIGEST_LEN).ok_or(PackError::WrongLength)?;
    let payload = header.0;
    if length != Some(payload.len() as u64) {
        return Err(PackError::WrongLength);
    }
    let found = document::sm3_text(payload);
    if found.as_bytes() != digest {
        return Err(PackError::WrongChecksum);
    }
    Ok((read_rows(payload)?, found))
}

fn read_rows(payload: &[u8]) -> Result<Vec<Row>, PackError> {
    let mut reader = Reader(payload);
    let count = reader.number().ok_or(PackError::Malformed("row count"))?;
    // Capacity comes from the bytes there are, not from the count a forged pack claims.
    let mut rows: Vec<Row> = Vec::with_capacity((count as usize).min(payload.len() / 32));
    for _ in 0..count {
        let row = read_row(&mut reader).ok_or(PackError::Malformed("row"))?;
        if rows.last().is_some_and(|last| last.identity() >= row.identity()) {
            return Err(PackError::Malformed("order"));
        }
        rows.push(row);
    }
    if reader.0.is_empty() { Ok(rows) } else { Err(PackError::Malformed("trailing bytes")) }
}

fn put_row(out: &mut Vec<u8>, row: &Row) {
    put_text(out, &row.term);
    out.push(place(&row.kind, &Kind::ALL));
    put_list(out, &row.replacements);
    out.push(place(&row.level, &Level::ALL));
    put_list(out, &row.scope);
    put_text(out, &row.left.to_cell());
    put_text(out, &row.right.to_cell());
    out.extend(row.valid_from.unwrap_or(NO_DAY).to_le_bytes());
    out.extend(row.valid_to.unwrap_or(NO_DAY).to_le_bytes());
    out.push(place(&row.tier, &Tier::ALL));
    put_text(out, &row.source);
    put_text(out, &row.reason);
}

fn read_row(reader: &mut Reader<'_>) -> Option<Row> {
    Some(Row {
        term: reader.text().filter(|term| !term.is_empty())?,
        kind: reader.one_of(Kind::ALL)?,
        replacements: reader.list()?,
        level: reader.one_of(Level::ALL)?,
        scope: reader.list()?,
        left: Condition::parse(&reader.text()?),
        right: Condition::parse(&reader.text()?),
        valid_from: reader.day()?,
        valid_to: reader.day()?,
        tier: reader.one_of(Tier::ALL)?,
        source: reader.text()?,
        reason: reader.text()?,
    })
}

fn place<T: PartialEq>(one: &T, all: &[T]) -> u8 {
    u8::try_from(all.iter().position(|other| other == one).unwrap_or_default()).unwrap_or_default()
}

fn put_length(out: &mut Vec<u8>, length: usize) {
    out.extend(u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes());
}

fn put_text(out: &mut Vec<u8>, text: &str) {
    put_length(out, text.len());
    out.extend(text.bytes());
}

fn put_list(out: &mut Vec<u8>, list: &[String]) {
    put_length(out, list.len());
    list.iter().for_each(|text| put_text(out, text));
}

/// Reads from the front; none when the bytes end too early.
struct Reader<'b>(&'b [u8]);

impl<'b> Reader<'b> {
    fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let (front, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(front)
    }

    fn number(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }

    fn text(&mut self) -> Option<String> {
        let length = self.number()? as usize;
        String::from_utf8(self.take(length)?.to_vec()).ok()
    }

    fn list(&mut self) -> Option<Vec<String>> {
        let count = self.number()?;
        (0..count).map(|_| self.text()).collect()
    }

    fn day(&mut self) -> Option<Option<Day>> {
        let day = Day::from_le_bytes(self.take(8)?.try_into().ok()?);
        Some((day != NO_DAY).then_some(day))
    }

    fn one_of<T: Copy, const N: usize>(&mut self, all: [T; N]) -> Option<T> {
        let place = self.take(1)?.first().copied()?;
        all.get(usize::from(place)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
