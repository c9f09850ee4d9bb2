//! Whether every name in a template is one that the form has, and is used as its shape allows.

use super::error::{TemplateError, excerpt};
use super::parse::Node;
use crate::{Field, Shape};

/// Every wrong name.
pub(crate) fn check(nodes: &[Node<'_>], fields: &[Field]) -> Vec<TemplateError> {
    let mut errors = Vec::new();
    walk(nodes, &mut vec![fields], &mut errors);
    errors
}

/// `scopes` are the fields in sight, the innermost last.
fn walk(nodes: &[Node<'_>], scopes: &mut Vec<&[Field]>, errors: &mut Vec<TemplateError>) {
    for node in nodes {
        match node {
            Node::Text(..) => {}
            Node::Print(name, line) => match find(name, scopes) {
                None => errors.push(unknown(name, *line, scopes)),
                Some(field) if matches!(field.shape, Shape::Text | Shape::Mark) => {}
                Some(field) => errors.push(not_printable(name, field, *line)),
            },
            Node::Section { name, inverted, line, inside, .. } => {
                let Some(field) = find(name, scopes) else {
                    errors.push(unknown(name, *line, scopes));
                    continue;
                };
                // Without a row there is nothing of the row to name.
                let pushes = !inverted && !field.fields.is_empty();
                if pushes {
                    scopes.push(field.fields);
                }
                walk(inside, scopes, errors);
                if pushes {
                    scopes.pop();
                }
            }
        }
    }
}

fn find<'f>(name: &str, scopes: &[&'f [Field]]) -> Option<&'f Field> {
    let mut segments = name.split('.');
    let first = segments.next()?;
    let mut field = scopes.iter().rev().find_map(|fields| fields.iter().find(|field| field.name == first))?;
    for segment in segments {
        // A list has as many values as rows: which one is meant must be said by a section.
        if field.shape != Shape::Record {
            return None;
        }
        field = field.fields.iter().find(|inner| inner.name == segment)?;
    }
    Some(field)
}

fn unknown(name: &str, line: u32, scopes: &[&[Field]]) -> TemplateError {
    let first = name.split('.').next().unwrap_or_default();
    let parent = scopes.iter().rev().find_map(|fields| fields.iter().find(|field| field.name == first));
    let hint = match parent {
        Some(field) if field.shape == Shape::List => format!("“{first}”有多行，请写 {{{{#{first}}}}}…{{{{/{first}}}}}"),
        Some(field) => match nearest(name.rsplit('.').next().unwrap_or_default(), field.fields) {
            Some(near) => format!("可用的有 {first}.{} 等，见字段说明", near.name),
            None => format!("“{first}”里没有别的字段"),
        },
        None => match scopes.last().and_then(|fields| nearest(first, fields)) {
            Some(near) => format!("可用的有 {} 等，见字段说明", near.name),
            None => "见字段说明".to_owned(),
        },
    };
    TemplateError::new(line, format!("没有名为“{}”的字段，{hint}", excerpt(name)))
}

/// The field whose name shares the longest beginning: what was probably meant.
fn nearest<'f>(name: &str, fields: &'f [Field]) -> Option<&'f Field> {
    let shared = |field: &Field| field.name.bytes().zip(name.bytes()).take_while(|(left, right)| left == right).count();
    // `max_by_key` gives the last of equals: reversed, so that the first declared wins.
    fields.iter().rev().max_by_key(|field| shared(field))
}

fn not_printable(name: &str, field: &Field, line: u32) -> TemplateError {
    let name = excerpt(name);
    let inner = field.fields.first().map_or("", |inner| inner.name);
    let message = if field.shape == Shape::List {
        format!("“{name}”有多行，请写 {{{{#{name}}}}}{{{{{inner}}}}}{{{{/{name}}}}}")
    } else {
        format!("“{name}”含多个字段，请写 {{{{{name}.{inner}}}}} 等")
    };
    TemplateError::new(line, message)
}
