//! A checked template and values as a page.

use super::error::TemplateError;
use super::escape::escape;
use super::parse::Node;
use crate::field::{Row, Value};

/// The largest page, bytes.
pub const MAX_OUTPUT_BYTES: usize = 8 * 1024 * 1024;
/// The most pieces that are expanded: nested lists that print nothing must end too.
const MAX_STEPS: u32 = 2_000_000;

/// The page.
pub(crate) fn expand(nodes: &[Node<'_>], root: &Row) -> Result<String, TemplateError> {
    let mut expander = Expander { output: String::new(), steps: 0, scopes: vec![root] };
    expander.nodes(nodes)?;
    Ok(expander.output)
}

struct Expander<'v> {
    output: String,
    steps: u32,
    scopes: Vec<&'v Row>,
}

impl<'v> Expander<'v> {
    fn nodes(&mut self, nodes: &[Node<'_>]) -> Result<(), TemplateError> {
        nodes.iter().try_for_each(|node| self.node(node))
    }

    fn node(&mut self, node: &Node<'_>) -> Result<(), TemplateError> {
        let (Node::Text(_, line) | Node::Print(_, line) | Node::Section { line, .. }) = node;
        self.step(*line)?;
        match node {
            Node::Text(text, _) => self.output.push_str(text),
            Node::Print(name, _) => match self.find(name) {
                Some(Value::Text(text)) => escape(text, &mut self.output),
                Some(Value::Mark(ticked)) => self.output.push(if *ticked { '☑' } else { '☐' }),
                // The check of names refuses the others.
                Some(Value::Record(_) | Value::List(_)) | None => {}
            },
            Node::Section { name, inverted, inside, line, .. } => return self.section(name, *inverted, inside, *line),
        }
        Ok(())
    }

    fn section(&mut self, name: &str, inverted: bool, inside: &[Node<'_>], line: u32) -> Result<(), TemplateError> {
        let value = self.find(name);
        if inverted {
            return if value.is_none_or(is_empty) { self.nodes(inside) } else { Ok(()) };
        }
        match value {
            Some(Value::List(rows)) => {
                for row in rows {
                    self.step(line)?;
                    self.within(row, inside)?;
                }
                Ok(())
            }
            Some(Value::Record(row)) if !value.is_none_or(is_empty) => self.within(row, inside),
            Some(value) if !is_empty(value) => self.nodes(inside),
            _ => Ok(()),
        }
    }

    fn within(&mut self, row: &'v Row, inside: &[Node<'_>]) -> Result<(), TemplateError> {
        self.scopes.push(row);
        let result = self.nodes(inside);
        self.scopes.pop();
        result
    }

    fn find(&self, name: &str) -> Option<&'v Value> {
        let mut segments = name.split('.');
        let first = segments.next()?;
        let in_row = |row: &'v Row, name: &str| row.iter().find(|(key, _)| *key == name).map(|(_, value)| value);
        let mut value = self.scopes.iter().rev().find_map(|row| in_row(row, first))?;
        for segment in segments {
            let Value::Record(row) = value else { return None };
            value = in_row(row, segment)?;
        }
        Some(value)
    }

    fn step(&mut self, line: u32) -> Result<(), TemplateError> {
        self.steps += 1;
        if self.steps > MAX_STEPS || self.output.len() > MAX_OUTPUT_BYTES {
            let limit = MAX_OUTPUT_BYTES / 1024 / 1024;
            return Err(TemplateError::new(
                line,
                format!("展开后超过 {limit} MB 或步数过多，请减少嵌套的列表或分开打印"),
            ));
        }
        Ok(())
    }
}

/// A record is empty when nothing in it says anything.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Text(text) => text.is_empty(),
        Value::Mark(ticked) => !ticked,
        Value::List(rows) => rows.is_empty(),
        Value::Record(row) => row.iter().all(|(_, value)| is_empty(value)),
    }
}
