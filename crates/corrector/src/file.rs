//! The model file: a header that proves the content whole, and sections that are read where they lie.
//!
//! Header: `XSCM`, format version (u32 LE), payload length in bytes (u64 LE), SM3 of the payload as 68 ASCII
//! characters. Payload: number of sections (u32 LE), their lengths (u32 LE each), then their bytes.

use std::ops::Range;

/// Version of the model format that this engine reads.
pub const FORMAT: u32 = 1;
/// Bytes before the payload.
pub const HEADER: usize = 16 + DIGEST;

const MAGIC: &[u8; 4] = b"XSCM";
const DIGEST: usize = 68;

/// Why a model was not loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModelError {
    /// The bytes do not begin as a model does.
    NotAModel,
    /// Written by a newer builder; the version found.
    NewerFormat(u32),
    /// Shorter or longer than the header says.
    WrongLength,
    /// The payload does not have the checksum in the header.
    WrongChecksum,
    /// The checksum fits but the content cannot be used: what was wrong.
    Malformed(&'static str),
}

/// The file of these sections.
#[must_use]
pub fn encode(sections: &[Vec<u8>]) -> Vec<u8> {
    let length = |count: usize| u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes();
    let mut payload = length(sections.len()).to_vec();
    sections.iter().for_each(|section| payload.extend(length(section.len())));
    sections.iter().for_each(|section| payload.extend(section));
    let mut file = MAGIC.to_vec();
    file.extend(FORMAT.to_le_bytes());
    file.extend((payload.len() as u64).to_le_bytes());
    file.extend(document::sm3_text(&payload).bytes());
    file.extend(payload);
    file
}

/// Where each section lies in the file, and the digest of the payload.
pub(crate) fn sections<const N: usize>(file: &[u8]) -> Result<([Range<usize>; N], String), ModelError> {
    let digest = proven(file)?;
    let number = |at: usize| Some(u32::from_le_bytes(file.get(at..at + 4)?.try_into().ok()?) as usize);
    if number(HEADER) != Some(N) {
        return Err(ModelError::Malformed("section count"));
    }
    let mut at = HEADER + 4 + 4 * N;
    let mut found = [const { 0..0 }; N];
    for (index, section) in found.iter_mut().enumerate() {
        let length = number(HEADER + 4 + 4 * index).ok_or(ModelError::Malformed("section lengths"))?;
        let end = at.checked_add(length).filter(|&end| end <= file.len());
        *section = at..end.ok_or(ModelError::Malformed("section lengths"))?;
        at = section.end;
    }
    if at == file.len() { Ok((found, digest)) } else { Err(ModelError::Malformed("trailing bytes")) }
}

/// The digest of the payload, after the header has been held to it.
fn proven(file: &[u8]) -> Result<String, ModelError> {
    if file.get(..4) != Some(MAGIC) {
        return Err(ModelError::NotAModel);
    }
    let format = file.get(4..8).and_then(|bytes| bytes.try_into().ok()).map(u32::from_le_bytes);
    match format {
        None | Some(0) => return Err(ModelError::NotAModel),
        Some(newer) if newer > FORMAT => return Err(ModelError::NewerFormat(newer)),
        Some(_) => {}
    }
    let length = file.get(8..16).and_then(|bytes| bytes.try_into().ok()).map(u64::from_le_bytes);
    let payload = file.get(HEADER..).ok_or(ModelError::WrongLength)?;
    if length != Some(payload.len() as u64) {
        return Err(ModelError::WrongLength);
    }
    let found = document::sm3_text(payload);
    if file.get(16..HEADER) == Some(found.as_bytes()) { Ok(found) } else { Err(ModelError::WrongChecksum) }
}
