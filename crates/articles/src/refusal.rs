//! Refusals: why something is not allowed, and what to do next. One form for every crate that decides.

use crate::citation;

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
    ///
    /// ```
    /// let refusal = articles::Refusal::new("wrong-role", "13", "自查由各科室组织", "请由科室负责人办理");
    /// assert_eq!(refusal.message, "第十三条：自查由各科室组织。");
    /// assert_eq!(refusal.remedy, "请由科室负责人办理。");
    /// ```
    #[must_use]
    pub fn new(
        code: &'static str,
        clause: &'static str,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        let message = message.into();
        let message =
            if clause.is_empty() { format!("{message}。") } else { format!("{}：{message}。", citation(clause)) };
        Self { code, clause, message, remedy: format!("{}。", remedy.into()), attributes: Vec::new() }
    }

    /// Add a fact.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.attributes.push((name.to_owned(), value.into()));
        self
    }
}
