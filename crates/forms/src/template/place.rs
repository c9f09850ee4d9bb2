//! Where a value may stand, and what a template may not contain.
//!
//! Escaping makes a value harmless as text and inside a quoted attribute, nowhere else. So values are refused in tags, unquoted
//! attributes, styles and notes, in attributes that are addresses or style; and a form has no script and asks nothing of the network.

use super::error::{TemplateError, excerpt};
use super::parse::Node;

/// Elements that run something, load something or send something.
const FORBIDDEN_ELEMENTS: [&str; 16] = [
    "script",
    "iframe",
    "frame",
    "frameset",
    "object",
    "embed",
    "applet",
    "link",
    "base",
    "form",
    "noscript",
    "template",
    "foreignobject",
    "use",
    "image",
    "feimage",
];
/// Attributes in which no value may stand: an address or style is more than text.
const FIXED_ATTRIBUTES: [&str; 10] =
    ["href", "src", "srcset", "style", "action", "formaction", "xlink:href", "background", "poster", "data"];
/// Attributes that load what they name.
const LOADING_ATTRIBUTES: [&str; 6] = ["src", "srcset", "background", "poster", "data", "http-equiv"];

/// Every wrong place.
pub(crate) fn check(nodes: &[Node<'_>]) -> Vec<TemplateError> {
    let mut scanner = Scanner { state: State::Text, name: String::new(), value: String::new(), errors: Vec::new() };
    scanner.nodes(nodes);
    scanner.errors
}

/// Where in HTML the template stands.
#[derive(Clone, Debug, PartialEq, Eq)]
enum State {
    Text,
    /// After `<`: the element's name is being read.
    Element,
    /// Inside a tag, between attributes or in an attribute's name.
    Tag {
        raw: bool,
    },
    /// After `=`.
    BeforeValue {
        raw: bool,
    },
    /// In a value, by its quotation mark.
    Value {
        raw: bool,
        quote: char,
    },
    /// In a value without quotation marks.
    Bare {
        raw: bool,
    },
    /// In `<!-- … -->` or `<! … >`.
    Note,
    /// In `<style>`.
    Style,
}

struct Scanner {
    state: State,
    /// The element's, then the attribute's name, lower case.
    name: String,
    /// The attribute's value, or the last characters of a note or style.
    value: String,
    errors: Vec<TemplateError>,
}

impl Scanner {
    fn nodes(&mut self, nodes: &[Node<'_>]) {
        for node in nodes {
            match node {
                Node::Text(text, line) => self.text(text, *line),
                Node::Print(name, line) => self.print(name, *line),
                Node::Section { name, line, end, inside, .. } => {
                    let before = (self.state.clone(), self.name.clone());
                    if !matches!(self.state, State::Text | State::Value { .. }) {
                        self.error(*line, format!("“{}”不能放在标签、样式或注释里", excerpt(name)));
                    }
                    self.nodes(inside);
                    if self.state != before.0 || (self.state != State::Text && self.name != before.1) {
                        self.error(*end, format!("“{}”里的标签或引号没有配对", excerpt(name)));
                    }
                }
            }
        }
    }

    fn error(&mut self, line: u32, message: String) {
        self.errors.push(TemplateError::new(line, message));
    }

    fn print(&mut self, field: &str, line: u32) {
        let field = excerpt(field);
        match self.state {
            State::Text => {}
            State::Value { .. } if FIXED_ATTRIBUTES.contains(&self.name.as_str()) || self.name.starts_with("on") => {
                let attribute = excerpt(&self.name);
                self.error(line, format!("字段“{field}”不能放在 {attribute} 属性里"));
            }
            State::Value { .. } => {}
            State::BeforeValue { .. } | State::Bare { .. } => {
                self.error(line, format!("属性里的字段“{field}”要用双引号括起来"));
            }
            State::Element | State::Tag { .. } | State::Note | State::Style => {
                self.error(line, format!("字段“{field}”不能放在标签、样式或注释里"));
            }
        }
    }

    fn text(&mut self, text: &str, start: u32) {
        let mut line = start;
        for character in text.chars() {
            self.character(character, line);
            line += u32::from(character == '\n');
        }
    }

    fn character(&mut self, character: char, line: u32) {
        let lower = character.to_ascii_lowercase();
        match self.state {
            State::Text if character == '<' => self.enter(State::Element),
            State::Text => {}
            State::Element => self.element(lower, line),
            State::Tag { raw } => self.tag(lower, raw, line),
            State::BeforeValue { raw } => match lower {
                '"' | '\'' => self.begin_value(State::Value { raw, quote: lower }),
                '>' => self.leave_tag(raw),
                _ if lower.is_whitespace() => {}
                _ => {
                    self.begin_value(State::Bare { raw });
                    self.value.push(lower);
                }
            },
            State::Value { raw, quote } if lower == quote => self.end_value(raw, line),
            State::Bare { raw } if lower.is_whitespace() => self.end_value(raw, line),
            State::Bare { raw } if lower == '>' => {
                self.end_value(raw, line);
                self.leave_tag(raw);
            }
            State::Value { .. } | State::Bare { .. } => self.value.push(lower),
            State::Note => self.note(lower),
            State::Style => self.style(lower, line),
        }
    }

    fn enter(&mut self, state: State) {
        self.state = state;
        self.name.clear();
        self.value.clear();
    }

    /// Keeps the attribute's name: it decides what the value may be.
    fn begin_value(&mut self, state: State) {
        self.state = state;
        self.value.clear();
    }

    fn element(&mut self, lower: char, line: u32) {
        if self.name.is_empty() && matches!(lower, '!' | '?') {
            return self.enter(State::Note);
        }
        if self.name.is_empty() && !lower.is_ascii_alphabetic() && lower != '/' {
            return self.enter(State::Text);
        }
        if !lower.is_whitespace() && lower != '>' && (lower != '/' || self.name.is_empty()) {
            return self.name.push(lower);
        }
        if FORBIDDEN_ELEMENTS.contains(&self.name.as_str()) {
            let name = excerpt(&self.name);
            self.error(line, format!("表格里不能有 <{name}>：不运行脚本，不引用外部内容"));
        }
        let raw = self.name == "style";
        self.enter(State::Tag { raw });
        if lower == '>' {
            self.leave_tag(raw);
        }
    }

    fn tag(&mut self, lower: char, raw: bool, line: u32) {
        match lower {
            '>' => self.leave_tag(raw),
            '=' => {
                self.name.truncate(self.name.trim_end().len());
                if self.name.starts_with("on") {
                    let name = excerpt(&self.name);
                    self.error(line, format!("表格里不能有 {name} 属性：不运行脚本"));
                }
                self.state = State::BeforeValue { raw };
            }
            '/' => self.name.clear(),
            // HTML allows space before `=`: the name ends only when another begins.
            _ if lower.is_whitespace() => self.name.push(' '),
            _ => {
                if self.name.ends_with(' ') {
                    self.name.clear();
                }
                self.name.push(lower);
            }
        }
    }

    fn leave_tag(&mut self, raw: bool) {
        self.enter(if raw { State::Style } else { State::Text });
    }

    fn end_value(&mut self, raw: bool, line: u32) {
        let value = self.value.trim().to_owned();
        let loads = LOADING_ATTRIBUTES.contains(&self.name.as_str()) && !value.starts_with("data:image/");
        if loads
            || value.contains("javascript:")
            || value.contains("url(")
            || (self.name == "style" && asks_outside(&value))
        {
            let name = excerpt(&self.name);
            self.error(line, format!("{name} 属性引用了外部内容；图片请以 data:image/ 写在模板里"));
        }
        self.enter(State::Tag { raw });
    }

    fn note(&mut self, lower: char) {
        self.value.push(lower);
        let ends = if self.value.starts_with("--") {
            self.value.ends_with("-->") && self.value.len() > 4
        } else {
            lower == '>'
        };
        if ends {
            self.enter(State::Text);
        }
    }

    fn style(&mut self, lower: char, line: u32) {
        self.value.push(lower);
        if lower == '>' && self.value.ends_with("</style>") {
            let style = std::mem::take(&mut self.value);
            if asks_outside(&style) {
                self.error(line, "样式里不能有 @import、url( 或反斜杠：不引用外部内容".to_owned());
            }
            self.enter(State::Text);
        }
    }
}

/// Whether a style could load something; a backslash can spell the same words in other letters.
fn asks_outside(style: &str) -> bool {
    ["@import", "url(", "image-set(", "\\"].iter().any(|word| style.contains(word))
}
