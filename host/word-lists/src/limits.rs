//! How much of a file is read. Lists that people keep are far below; what lies above is a mistake or an attack.

/// Bytes of a file.
pub const FILE_BYTES: usize = 64 << 20;
/// Bytes that the parts of a packed file (XLSX, ODS) may have together when unpacked, counted while unpacking.
pub const UNPACKED_BYTES: u64 = 256 << 20;
/// Rows of a file, all sheets together.
pub const ROWS: usize = 1_000_000;
/// Bytes of text of a file, all cells together.
pub const TEXT_BYTES: usize = 256 << 20;
/// Bytes of one cell.
pub const CELL_BYTES: usize = 32 << 10;
/// Columns that are looked at; further ones are noted and left out.
pub const COLUMNS: usize = 64;
/// Sheets of a file.
pub const SHEETS: usize = 256;
/// Cells that the sheets of an old XLS file may span together: its reader fills whole rectangles.
pub const XLS_CELLS: u64 = 8 << 20;
/// Parts of a packed file.
pub const PARTS: usize = 10_000;
/// Characters of a term; what the builder accepts.
pub const TERM_CHARACTERS: usize = 64;
