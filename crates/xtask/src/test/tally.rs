//! Counting what passed and what failed.

use std::fmt;

/// The sums over checks and over all `test result:` lines of cargo.
#[derive(Default)]
pub(crate) struct Tally {
    passed: u64,
    failed: u64,
    skipped: u64,
    notes: Vec<String>,
}

/// The counts in one `test result:` line.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Counts {
    /// Tests that passed.
    pub(crate) passed: u64,
    /// Tests that failed.
    pub(crate) failed: u64,
    /// Tests that were ignored.
    pub(crate) ignored: u64,
}

impl Counts {
    /// Reads `test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; …`; none for any other line.
    pub(crate) fn parse(line: &str) -> Option<Self> {
        let (_, counts) = line.trim_start().strip_prefix("test result: ")?.split_once(". ")?;
        let count =
            |word: &str| counts.split("; ").find_map(|part| part.strip_suffix(word)?.trim_end().parse::<u64>().ok());
        Some(Self { passed: count("passed")?, failed: count("failed")?, ignored: count("ignored")? })
    }
}

impl Tally {
    /// Counts a check that holds.
    pub(crate) fn pass(&mut self) {
        self.passed += 1;
    }

    /// Counts a failed check and remembers its name for the end.
    pub(crate) fn fail(&mut self, name: &str, reason: &str) {
        self.failed += 1;
        self.notes.push(format!("失败：{name}（{reason}）"));
    }

    /// Counts something that did not run and remembers why.
    pub(crate) fn skip(&mut self, name: &str, reason: &str) {
        self.skipped += 1;
        self.notes.push(format!("跳过：{name}（{reason}）"));
    }

    /// Adds the counts of a test binary.
    pub(crate) fn add(&mut self, counts: Counts) {
        self.passed += counts.passed;
        self.failed += counts.failed;
        self.skipped += counts.ignored;
    }

    /// Remembers a line for the end.
    pub(crate) fn note(&mut self, line: String) {
        self.notes.push(line);
    }

    /// How many failed.
    pub(crate) fn failed(&self) -> u64 {
        self.failed
    }

    /// The lines to show before the sums.
    pub(crate) fn notes(&self) -> &[String] {
        &self.notes
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(formatter, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn result_lines_are_read() {
        let line = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s";
        assert_eq!(Counts::parse(line), Some(Counts { passed: 12, failed: 3, ignored: 1 }));
        let line = "test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 4 filtered out; finished in 0.00s";
        assert_eq!(Counts::parse(line), Some(Counts::default()));
        for other in ["running 3 tests", "test result: ok", "test results: ok. 1 passed; 0 failed; 0 ignored", ""] {
            assert_eq!(Counts::parse(other), None, "{other}");
        }
    }

    #[test]
    fn the_last_line_is_plain() {
        let mut tally = Tally::default();
        tally.pass();
        tally.add(Counts { passed: 4, failed: 0, ignored: 0 });
        assert_eq!(tally.to_string(), "5 passed, 0 failed");
        tally.fail("fmt", "");
        tally.skip("deny", "");
        tally.add(Counts { passed: 0, failed: 1, ignored: 1 });
        assert_eq!(tally.to_string(), "5 passed, 2 failed, 2 skipped");
        assert_eq!(tally.notes().len(), 2);
    }
}
