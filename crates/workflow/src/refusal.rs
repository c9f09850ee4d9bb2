//! Refusals: why something is not allowed, and what to do next.

/// Why something is not allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Stable code.
    pub code: &'static str,
    /// The clause; empty when the request itself is malformed.
    pub clause: &'static str,
    /// One Chinese sentence that names the article.
    pub message: String,
    /// What to do next.
    pub remedy: String,
    /// Further facts.
    pub attributes: Vec<(String, String)>,
}

impl Refusal {
    /// A refusal; the article is named before the message, a full stop ends both sentences.
    pub(crate) fn new(
        code: &'static str,
        clause: &'static str,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        let message = message.into();
        let message = if clause.is_empty() {
            format!("{message}。")
        } else {
            format!("{}：{message}。", articles::citation(clause))
        };
        Self { code, clause, message, remedy: format!("{}。", remedy.into()), attributes: Vec::new() }
    }

    /// Add a fact.
    pub(crate) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.attributes.push((name.to_owned(), value.into()));
        self
    }
}
