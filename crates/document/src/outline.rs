//! What HTML says beside the text: images, links, headings, tables. People who listen to a page depend on it.

use std::ops::Range;

/// So many items of each kind are kept; a page has a few dozen.
const MOST: usize = 10_000;

/// The structure of an HTML source, each kind in the order of the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// Images.
    pub images: Vec<Image>,
    /// Links with an address.
    pub links: Vec<Link>,
    /// Headings.
    pub headings: Vec<Heading>,
    /// Tables, outermost ones.
    pub tables: Vec<Table>,
}

impl Outline {
    /// An outline of nothing.
    pub(crate) const fn empty() -> Self {
        Self { images: Vec::new(), links: Vec::new(), headings: Vec::new(), tables: Vec::new() }
    }
}

/// What an image says instead of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alternative {
    /// There is no `alt`.
    Missing,
    /// `alt` is empty: the image is an ornament.
    Empty,
    /// `alt` has text.
    Present,
}

/// An image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// The tag, in bytes of the source.
    pub source: Range<usize>,
    /// Where it stands, in bytes of the text.
    pub at: usize,
    /// What its `alt` says.
    pub alternative: Alternative,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its text, in bytes of the text; empty when it holds an image only.
    pub text: Range<usize>,
    /// Whether something else than text names it: an image, `title` or `aria-label`.
    pub named: bool,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Its text, in bytes of the text.
    pub text: Range<usize>,
    /// 1 to 6.
    pub level: u8,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Its text, in bytes of the text.
    pub text: Range<usize>,
    /// How many rows.
    pub rows: usize,
    /// How many cells the widest row has.
    pub columns: usize,
    /// Whether a cell is marked as a heading.
    pub header: bool,
    /// Whether it holds tables or is marked as mere layout.
    pub layout: bool,
}

/// Builds an outline while a source is read. Nothing is looked at twice.
#[derive(Debug, Default)]
pub(crate) struct Outliner {
    outline: Outline,
    tag: Vec<u8>,
    tag_start: usize,
    alternative: Option<bool>,
    href: bool,
    named: bool,
    presentation: bool,
    attribute: Vec<u8>,
    link: Option<Link>,
    heading: Option<Heading>,
    table: Option<Table>,
    depth: usize,
    cells: usize,
}

impl Outliner {
    /// A start tag begins.
    pub(crate) fn open(&mut self, name: &[u8], source: usize) {
        self.tag.clear();
        self.tag.extend_from_slice(name);
        self.tag_start = source;
        self.alternative = None;
        (self.href, self.named, self.presentation) = (false, false, false);
    }

    /// An attribute of the tag: its name.
    pub(crate) fn attribute(&mut self, name: &[u8]) {
        self.attribute.clear();
        self.attribute.extend_from_slice(name.get(..name.len().min(16)).unwrap_or(name));
        match name {
            b"alt" => self.alternative = Some(false),
            b"href" => self.href = true,
            _ => {}
        }
    }

    /// The value of the attribute named last.
    pub(crate) fn value(&mut self, value: &[u8]) {
        let filled = !value.trim_ascii().is_empty();
        match self.attribute.as_slice() {
            b"alt" => self.alternative = Some(filled),
            b"title" | b"aria-label" => self.named |= filled,
            b"role" => self.presentation |= matches!(value, b"presentation" | b"none"),
            _ => {}
        }
    }

    /// The start tag ends: `source` is where in the source, `text` how long the text is so far.
    pub(crate) fn start(&mut self, source: usize, text: usize) {
        match self.tag.as_slice() {
            b"img" => {
                let alternative = match self.alternative {
                    None if self.presentation => Alternative::Empty,
                    None => Alternative::Missing,
                    Some(false) => Alternative::Empty,
                    Some(true) => Alternative::Present,
                };
                push(&mut self.outline.images, Image { source: self.tag_start..source, at: text, alternative });
                if let Some(link) = &mut self.link {
                    link.named = true;
                }
            }
            b"a" => self.link = self.href.then_some(Link { text: text..text, named: self.named }),
            [b'h', level @ b'1'..=b'6'] => self.heading = Some(Heading { text: text..text, level: level - b'0' }),
            b"table" => self.open_table(text),
            b"tr" if self.depth == 1 => {
                self.cells = 0;
                self.table.iter_mut().for_each(|table| table.rows += 1);
            }
            b"td" | b"th" if self.depth == 1 => self.cell(),
            _ => {}
        }
    }

    fn open_table(&mut self, text: usize) {
        self.depth += 1;
        match &mut self.table {
            Some(table) => table.layout = true,
            None => self.table = Some(Table { text: text..text, layout: self.presentation, ..Table::default() }),
        }
    }

    fn cell(&mut self) {
        self.cells += 1;
        if let Some(table) = &mut self.table {
            table.columns = table.columns.max(self.cells);
            table.header |= self.tag == b"th";
        }
    }

    /// An end tag: `text` is how long the text is so far.
    pub(crate) fn end(&mut self, name: &[u8], text: usize) {
        match name {
            b"a" => {
                if let Some(mut link) = self.link.take() {
                    link.text.end = text;
                    push(&mut self.outline.links, link);
                }
            }
            [b'h', b'1'..=b'6'] => {
                if let Some(mut heading) = self.heading.take() {
                    heading.text.end = text;
                    push(&mut self.outline.headings, heading);
                }
            }
            b"table" => {
                self.depth = self.depth.saturating_sub(1);
                if let Some(mut table) = self.table.take_if(|_| self.depth == 0) {
                    table.text.end = text;
                    push(&mut self.outline.tables, table);
                }
            }
            _ => {}
        }
    }

    /// What was built; what is still open at the end is left out.
    pub(crate) fn finish(self) -> Outline {
        self.outline
    }
}

fn push<T>(list: &mut Vec<T>, item: T) {
    if list.len() < MOST {
        list.push(item);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{BodyFormat, Text};

    fn outline(source: &str) -> Outline {
        Text::new(source, BodyFormat::Html).outline().clone()
    }

    #[test]
    fn images_say_what_they_are() {
        let source = "<p>甲<img src=a.png><img src=b.png alt=''><img alt=\"图\" src=c.png/></p><img role=presentation>";
        let images = outline(source).images;
        let said: Vec<_> = images.iter().map(|image| image.alternative).collect();
        assert_eq!(said, [Alternative::Missing, Alternative::Empty, Alternative::Present, Alternative::Empty]);
        assert_eq!(source.get(images[0].source.clone()), Some("<img src=a.png>"));
        assert_eq!(images[0].at, 3);
    }

    #[test]
    fn links_and_headings_have_their_text() {
        let text = Text::new(
            "<h2>一</h2><p>见<a href=x>更<b>多</b></a><a name=y>乙</a><a href=z title=丙></a>",
            BodyFormat::Html,
        );
        let found: Vec<_> =
            text.outline().links.iter().map(|it| (text.as_str().get(it.text.clone()).unwrap(), it.named)).collect();
        assert_eq!(found, [("更多", false), ("", true)]);
        let headings: Vec<_> = text
            .outline()
            .headings
            .iter()
            .map(|it| (text.as_str().get(it.text.clone()).unwrap().trim(), it.level))
            .collect();
        assert_eq!(headings, [("一", 2)]);
    }

    #[test]
    fn tables_are_counted() {
        let tables = outline(
            "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table><table><tr><th>a</table><table><tr><td><table><tr><td>x</table></table>",
        );
        let shapes: Vec<_> = tables.tables.iter().map(|it| (it.rows, it.columns, it.header, it.layout)).collect();
        assert_eq!(shapes, [(2, 2, false, false), (1, 1, true, false), (1, 1, false, true)]);
    }

    #[test]
    fn plain_text_and_broken_tags_have_none() {
        assert_eq!(Text::new("<img>", BodyFormat::Text).outline(), &Outline::default());
        assert_eq!(outline("</a></h1></table><a href=x>"), Outline::default());
        assert_eq!(outline(&"<img>".repeat(20_000)).images.len(), MOST);
    }
}
