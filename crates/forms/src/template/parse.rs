//! A template's text as nodes.

use super::error::{TemplateError, excerpt};

/// The largest template that is read, bytes.
pub const MAX_TEMPLATE_BYTES: usize = 256 * 1024;
/// The deepest nesting of sections.
const MAX_DEPTH: usize = 8;

/// A piece of a template.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Node<'a> {
    /// Printed as it stands.
    Text(&'a str, u32),
    /// `{{name}}`.
    Print(&'a str, u32),
    /// `{{#name}}` or, inverted, `{{^name}}`.
    Section { name: &'a str, inverted: bool, line: u32, end: u32, inside: Vec<Node<'a>> },
}

/// A section that is still open: its name, whether inverted, its line, and what came before it.
struct Open<'a> {
    name: &'a str,
    inverted: bool,
    line: u32,
    before: Vec<Node<'a>>,
}

/// The nodes of a template.
pub(crate) fn parse(text: &str) -> Result<Vec<Node<'_>>, TemplateError> {
    if text.len() > MAX_TEMPLATE_BYTES {
        return Err(TemplateError::new(0, format!("模板超过 {} KB，请删减", MAX_TEMPLATE_BYTES / 1024)));
    }
    let mut reader = Reader { rest: text, line: 1, nodes: Vec::new(), open: Vec::new() };
    reader.read()?;
    match reader.open.pop() {
        Some(open) => Err(TemplateError::new(
            open.line,
            format!("“{}”没有结束，请在应结束处写 {{{{/{}}}}}", excerpt(open.name), excerpt(open.name)),
        )),
        None => Ok(reader.nodes),
    }
}

struct Reader<'a> {
    rest: &'a str,
    line: u32,
    nodes: Vec<Node<'a>>,
    open: Vec<Open<'a>>,
}

impl<'a> Reader<'a> {
    fn read(&mut self) -> Result<(), TemplateError> {
        while let Some((before, after)) = self.rest.split_once("{{") {
            self.text(before);
            let Some((tag, rest)) = after.split_once("}}") else {
                return Err(TemplateError::new(self.line, "“{{”没有与之配对的“}}”"));
            };
            let line = self.line;
            self.line += lines(tag);
            self.rest = rest;
            self.tag(tag, line)?;
        }
        let rest = std::mem::take(&mut self.rest);
        self.text(rest);
        Ok(())
    }

    fn text(&mut self, text: &'a str) {
        if !text.is_empty() {
            self.nodes.push(Node::Text(text, self.line));
        }
        self.line += lines(text);
    }

    fn tag(&mut self, tag: &'a str, line: u32) -> Result<(), TemplateError> {
        let trimmed = tag.trim();
        let (sign, name) = match trimmed.chars().next() {
            Some(sign @ ('#' | '^' | '/' | '>' | '!' | '&' | '{')) => {
                (sign, trimmed.get(1..).unwrap_or_default().trim())
            }
            _ => (' ', trimmed),
        };
        match sign {
            '!' => return Ok(()),
            '&' | '{' => {
                return Err(TemplateError::new(line, "没有不转义的写法，请写 {{名称}}"));
            }
            '>' => return self.shipped(name, line),
            _ => {}
        }
        check_name(name, line)?;
        match sign {
            '#' | '^' => self.begin(name, sign == '^', line),
            '/' => self.end(name, line),
            _ => {
                self.nodes.push(Node::Print(name, line));
                Ok(())
            }
        }
    }

    fn begin(&mut self, name: &'a str, inverted: bool, line: u32) -> Result<(), TemplateError> {
        if self.open.len() >= MAX_DEPTH {
            return Err(TemplateError::new(line, format!("嵌套超过 {MAX_DEPTH} 层，请拆开")));
        }
        self.open.push(Open { name, inverted, line, before: std::mem::take(&mut self.nodes) });
        Ok(())
    }

    fn end(&mut self, name: &'a str, line: u32) -> Result<(), TemplateError> {
        let Some(open) = self.open.pop() else {
            return Err(TemplateError::new(line, format!("“{}”在此结束，但前面没有开始", excerpt(name))));
        };
        if open.name != name {
            let message = format!(
                "此处应先结束第 {} 行开始的“{}”，却写了 {{{{/{}}}}}",
                open.line,
                excerpt(open.name),
                excerpt(name)
            );
            return Err(TemplateError::new(line, message));
        }
        let inside = std::mem::replace(&mut self.nodes, open.before);
        self.nodes.push(Node::Section { name, inverted: open.inverted, line: open.line, end: line, inside });
        Ok(())
    }

    /// A shipped part. Its own lines are not the template's: every node of it stands at the line that asks for it.
    fn shipped(&mut self, name: &str, line: u32) -> Result<(), TemplateError> {
        let text = match name {
            "style" => include_str!("../../templates/part/style.css"),
            "foot" => include_str!("../../templates/part/foot.html"),
            _ => {
                let message = format!("没有名为“{}”的部件，可用的是 style 和 foot", excerpt(name));
                return Err(TemplateError::new(line, message));
            }
        };
        let nodes = parse(text)?;
        self.nodes.extend(nodes.into_iter().map(|node| node.at(line)));
        Ok(())
    }
}

impl Node<'_> {
    fn at(self, line: u32) -> Self {
        match self {
            Self::Text(text, _) => Self::Text(text, line),
            Self::Print(name, _) => Self::Print(name, line),
            Self::Section { name, inverted, inside, .. } => {
                let inside = inside.into_iter().map(|node| node.at(line)).collect();
                Self::Section { name, inverted, line, end: line, inside }
            }
        }
    }
}

fn check_name(name: &str, line: u32) -> Result<(), TemplateError> {
    let good = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_' || byte == b'.';
    if name.is_empty() {
        return Err(TemplateError::new(line, "“{{”和“}}”之间没有字段名"));
    }
    if !name.bytes().all(good) {
        let message = format!("“{}”不是字段名，字段名只有小写字母、数字、下划线和点", excerpt(name));
        return Err(TemplateError::new(line, message));
    }
    Ok(())
}

fn lines(text: &str) -> u32 {
    u32::try_from(text.bytes().filter(|byte| *byte == b'\n').count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        parse(text).unwrap_err().to_string()
    }

    #[test]
    fn sections_nest() {
        let nodes = parse("a{{#b}}\n{{c}}{{/b}}").unwrap();
        let inside = vec![Node::Text("\n", 1), Node::Print("c", 2)];
        assert_eq!(nodes, [Node::Text("a", 1), Node::Section { name: "b", inverted: false, line: 1, end: 2, inside }]);
    }

    #[test]
    fn slips_are_named_with_their_line() {
        assert_eq!(error("\n{{a"), "模板第 2 行：“{{”没有与之配对的“}}”");
        assert_eq!(error("{{#a}}\n"), "模板第 1 行：“a”没有结束，请在应结束处写 {{/a}}");
        assert_eq!(error("{{/a}}"), "模板第 1 行：“a”在此结束，但前面没有开始");
        assert_eq!(error("{{#a}}\n\n{{/b}}"), "模板第 3 行：此处应先结束第 1 行开始的“a”，却写了 {{/b}}");
        assert_eq!(error("{{ }}"), "模板第 1 行：“{{”和“}}”之间没有字段名");
        assert_eq!(error("{{标题}}"), "模板第 1 行：“标题”不是字段名，字段名只有小写字母、数字、下划线和点");
        assert_eq!(error("{{{a}}}"), "模板第 1 行：没有不转义的写法，请写 {{名称}}");
        assert_eq!(error("{{&a}}"), "模板第 1 行：没有不转义的写法，请写 {{名称}}");
        assert_eq!(error("{{>x}}"), "模板第 1 行：没有名为“x”的部件，可用的是 style 和 foot");
    }

    #[test]
    fn depth_and_size_are_bounded() {
        let deep = "{{#a}}".repeat(MAX_DEPTH + 1);
        assert!(error(&deep).contains("嵌套超过 8 层"));
        assert!(error(&"a".repeat(MAX_TEMPLATE_BYTES + 1)).contains("超过 256 KB"));
    }
}
