//! Where a case stands.

/// Where a case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nothing was handed in.
    Empty,
    /// Handed in, not all of it screened.
    Submitted,
    /// All of it screened.
    Screened,
    /// First review signed.
    FirstSigned,
    /// Second review signed.
    SecondSigned,
    /// Third review signed, and the main leader's approval is still due.
    ThirdSigned,
    /// All levels signed.
    Cleared,
    /// Returned to the editor.
    Returned,
    /// A permit is open.
    Permitted,
    /// All renditions are live.
    Published,
    /// It was live and was taken down.
    Withdrawn,
}

impl Stage {
    /// The stage as it stands in WIT.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Submitted => "submitted",
            Self::Screened => "screened",
            Self::FirstSigned => "first-signed",
            Self::SecondSigned => "second-signed",
            Self::ThirdSigned => "third-signed",
            Self::Cleared => "cleared",
            Self::Returned => "returned",
            Self::Permitted => "permitted",
            Self::Published => "published",
            Self::Withdrawn => "withdrawn",
        }
    }
}
