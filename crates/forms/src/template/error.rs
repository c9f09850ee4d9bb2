//! What is wrong with a template, and where.

use std::fmt;

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateError {
    /// The line in the template, from 1; 0 when it concerns the whole.
    pub line: u32,
    /// Chinese: what is wrong and what to do, without the line.
    pub message: String,
}

impl TemplateError {
    pub(crate) fn new(line: u32, message: impl Into<String>) -> Self {
        Self { line, message: message.into() }
    }
}

impl fmt::Display for TemplateError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line == 0 {
            write!(formatter, "模板：{}", self.message)
        } else {
            write!(formatter, "模板第 {} 行：{}", self.line, self.message)
        }
    }
}

impl std::error::Error for TemplateError {}

/// A piece of the template for a message: short, on one line.
pub(crate) fn excerpt(text: &str) -> String {
    const SHOWN: usize = 24;
    let mut shown: String =
        text.chars().take(SHOWN).map(|character| if character.is_control() { ' ' } else { character }).collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}
