//! HTML written anew from what readers see, with passages taken out.

use crate::html::{UNSEEN, escape};
use crate::tokenize::tokenize;
use html5gum::emitters::callback::CallbackEvent;
use std::collections::BTreeSet;
use std::ops::Range;

/// Attributes that come along; all others could hold what was taken out, and readers do not need them.
const KEPT: [&[u8]; 5] = [b"href", b"src", b"alt", b"colspan", b"rowspan"];
/// Elements without an end tag.
const VOID: [&str; 8] = ["br", "hr", "img", "wbr", "col", "input", "source", "area"];
/// Elements whose end tag is often left out: of a row of them inside what was taken out only the last still matters, and their number would
/// tell how much it was.
const IMPLIED: [&str; 10] = ["p", "li", "dt", "dd", "tr", "td", "th", "tbody", "option", "caption"];

/// `source` without `ranges` (ascending, apart), each replaced by `mark`; of the tags inside only those that open or close what lies outside.
pub(crate) fn rewrite(source: &str, ranges: &[Range<usize>], mark: &str) -> String {
    let mut writer = Writer { ranges, mark, ..Writer::default() };
    tokenize(source, &mut |event, span| writer.take(event, source, span));
    writer.finish()
}

/// Those of the `wanted` places of HTML where a passage may begin or end: between characters, tags and comments, never inside one.
pub(crate) fn edges(source: &str, wanted: &BTreeSet<usize>) -> BTreeSet<usize> {
    let mut edges = BTreeSet::new();
    let mut note = |places: [usize; 2]| edges.extend(places.into_iter().filter(|place| wanted.contains(place)));
    note([0, source.len()]);
    tokenize(source, &mut |event, span| match event {
        CallbackEvent::OpenStartTag { .. } | CallbackEvent::EndTag { .. } | CallbackEvent::Comment { .. } => {
            note([span.start; 2]);
        }
        CallbackEvent::String { value } => {
            note([span.start, span.end]);
            let (decoded, slice) = (String::from_utf8_lossy(value), source.get(span.clone()).unwrap_or_default());
            crate::align::align(&decoded, slice, |_, range| {
                note([span.start + range.start, span.start + range.end]);
            });
        }
        _ => {}
    });
    edges
}

/// Tags inside a passage that was taken out.
#[derive(Default)]
struct Inside {
    /// The passage.
    number: usize,
    /// End tags of elements that were opened before it.
    ends: Vec<String>,
    /// Start tags, with their attributes, of elements that are still open.
    starts: Vec<(String, String)>,
}

/// Where the output stands.
#[derive(Default)]
struct Writer<'r> {
    ranges: &'r [Range<usize>],
    mark: &'r str,
    out: String,
    inside: Option<Inside>,
    /// The unseen element that is being passed over.
    unseen: Option<Vec<u8>>,
    /// The start tag that is being read: name, attributes so far, where it begins.
    tag: Option<(String, String, usize)>,
    /// The attribute whose value comes next; none when it does not come along.
    attribute: Option<String>,
}

impl Writer<'_> {
    fn take(&mut self, event: &CallbackEvent<'_>, source: &str, span: Range<usize>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                if self.unseen.is_none() && UNSEEN.contains(name) {
                    self.unseen = Some(name.to_vec());
                }
                self.tag = Some((String::from_utf8_lossy(name).into_owned(), String::new(), span.start));
            }
            CallbackEvent::AttributeName { name } => {
                let kept = KEPT.contains(name);
                self.attribute = kept.then(|| String::from_utf8_lossy(name).into_owned());
            }
            CallbackEvent::AttributeValue { value } => self.value(&String::from_utf8_lossy(value)),
            CallbackEvent::CloseStartTag { .. } => self.start(),
            CallbackEvent::EndTag { name } => self.end(name, span.start),
            CallbackEvent::String { value } if self.unseen.is_none() => {
                self.text(&String::from_utf8_lossy(value), source, span);
            }
            _ => {}
        }
    }

    fn value(&mut self, value: &str) {
        let (Some(name), Some((_, attributes, _))) = (self.attribute.take(), &mut self.tag) else { return };
        // Data and scripts in an address could be anything.
        let address = value.trim_start_matches(|c: char| c.is_whitespace() || c.is_control()).to_ascii_lowercase();
        if !["data:", "javascript:", "vbscript:"].iter().any(|scheme| address.starts_with(scheme)) {
            attributes.push_str(&format!(" {name}=\"{}\"", escape(value)));
        }
    }

    fn start(&mut self) {
        let Some((name, attributes, at)) = self.tag.take() else { return };
        // Unseen elements are passed over with their tags; a name is written only when it is a plain one.
        if self.unseen.is_some() || !is_plain(&name) {
            return;
        }
        self.leave(at);
        match (self.number_at(at), VOID.contains(&name.as_str())) {
            (Some(_), true) => {}
            (Some(number), false) => self.inside(number).starts.push((name, attributes)),
            (None, _) => self.out.push_str(&format!("<{name}{attributes}>")),
        }
    }

    fn end(&mut self, name: &[u8], at: usize) {
        if self.unseen.is_some() {
            if self.unseen.as_deref() == Some(name) {
                self.unseen = None;
            }
            return;
        }
        let name = String::from_utf8_lossy(name).into_owned();
        if !is_plain(&name) {
            return;
        }
        self.leave(at);
        match self.number_at(at) {
            Some(number) => {
                let inside = self.inside(number);
                match inside.starts.iter().rposition(|(open, _)| *open == name) {
                    Some(open) => inside.starts.truncate(open),
                    None => inside.ends.push(name),
                }
            }
            None => self.out.push_str(&format!("</{name}>")),
        }
    }

    /// Text: decoded, and therefore placed character by character.
    fn text(&mut self, decoded: &str, source: &str, span: Range<usize>) {
        let slice = source.get(span.clone()).unwrap_or_default();
        crate::align::align(decoded, slice, |character, range| {
            let range = span.start + range.start..span.start + range.end;
            self.leave(range.start);
            match self.overlapping(&range) {
                Some(number) => {
                    self.inside(number);
                }
                None => self.out.push_str(&escape(character.encode_utf8(&mut [0; 4]))),
            }
        });
    }

    /// The passage that a place lies in.
    fn number_at(&self, at: usize) -> Option<usize> {
        self.overlapping(&(at..at + 1))
    }

    fn overlapping(&self, place: &Range<usize>) -> Option<usize> {
        let next = self.ranges.partition_point(|range| range.end <= place.start);
        self.ranges.get(next).filter(|range| range.start < place.end).map(|_| next)
    }

    fn inside(&mut self, number: usize) -> &mut Inside {
        self.inside.get_or_insert_with(|| Inside { number, ..Inside::default() })
    }

    /// Writes the mark and the tags that matter outside, once `at` lies behind the passage.
    fn leave(&mut self, at: usize) {
        let number = self.overlapping(&(at..at + 1));
        if let Some(left) = self.inside.take_if(|inside| Some(inside.number) != number) {
            // What adjoins is one passage.
            if !self.out.ends_with(self.mark) {
                self.out.push_str(self.mark);
            }
            for (place, end) in left.ends.iter().enumerate() {
                if !(IMPLIED.contains(&end.as_str()) && left.ends.iter().take(place).any(|before| before == end)) {
                    self.out.push_str(&format!("</{end}>"));
                }
            }
            for (place, (start, attributes)) in left.starts.iter().enumerate() {
                let again = left.starts.iter().skip(place + 1).any(|(later, _)| later == start);
                if !(again && IMPLIED.contains(&start.as_str())) {
                    self.out.push_str(&format!("<{start}{attributes}>"));
                }
            }
        }
    }

    fn finish(mut self) -> String {
        self.leave(usize::MAX - 1);
        self.out
    }
}

/// A name that can be written as it is.
fn is_plain(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.chars().all(|character| character.is_ascii_alphanumeric() || matches!(character, '-' | ':'))
}

/// `%XX` as the bytes they stand for, where these are UTF-8: addresses write Chinese so.
pub(crate) fn decode_percent(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let code = digits.filter(|_| *first == b'%').and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
