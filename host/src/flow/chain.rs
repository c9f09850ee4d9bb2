//! The chain: each step's hash covers the hash before it and the step; the component defines the bytes.

use crate::component::{
    EngineFailure, Reviewer,
    bindings::{Entry, Event},
};

/// A step of a case or of a register.
pub(super) trait Step {
    /// Its place, from 1.
    fn place(&self) -> u64;

    /// Its hash, behind the hash before it (empty for the first).
    fn link(&self, reviewer: &Reviewer, previous: &str) -> Result<String, EngineFailure>;
}

impl Step for Event {
    fn place(&self) -> u64 {
        self.id
    }

    fn link(&self, reviewer: &Reviewer, previous: &str) -> Result<String, EngineFailure> {
        reviewer.link(previous, self)
    }
}

impl Step for Entry {
    fn place(&self) -> u64 {
        self.id
    }

    fn link(&self, reviewer: &Reviewer, previous: &str) -> Result<String, EngineFailure> {
        reviewer.link_entry(previous, self)
    }
}

/// New steps with their hashes, behind `head`, the hash of the last step so far.
pub(super) fn chain<T: Step>(
    reviewer: &Reviewer,
    head: &str,
    steps: Vec<T>,
) -> Result<Vec<(T, String)>, EngineFailure> {
    let mut previous = head.to_owned();
    let mut chained = Vec::with_capacity(steps.len());
    for step in steps {
        let hash = step.link(reviewer, &previous)?;
        previous.clone_from(&hash);
        chained.push((step, hash));
    }
    Ok(chained)
}
