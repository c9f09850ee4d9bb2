//! Brackets, quotes and title marks come in pairs (GB/T 15834).

use crate::hit::{Hit, Hits};
use crate::rule::Rule;
use crate::scan::{Token, TokenKind};
use crate::target::Target;
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
括号、引号、书名号是否成对。全角与半角括号可以互配；跨段的引文和括注允许在后面的段落闭合。

## 依据
GB/T 15834—2011《标点符号用法》：引号、括号、书名号由左右两部分组成。《规范》第八条。

## 命中
```text
依据《政府信息公开条例的规定办理。
按照要求(见附件1办理。
各单位要落实“三审三校制度。
责任科室】负责落实。
见附件(第二批】
```

## 不报
```text
依据《政府信息公开条例》（国务院令第711号）办理。
1)组织申报；2)集中评审；
a)材料齐全。
落实“谁公开、谁负责”的原则（试行）。
（一）申请条件（含：1)身份证；2)户口簿）
主要任务包括1)甲2)乙3)丙。
第一)组织；第二)申报
附件1)、附件2)
详见附件（附件1)的规定
```

## 词语来源
不用词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "punctuation/pairing",
    title: "标点不成对",
    level: Level::Confirm,
    clause: "8",
    tier: Tier::NationalStandard,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &[],
    summarise: false,
    check,
};

/// Opening and closing marks; marks of one kind close each other, whatever their width.
const KINDS: [(&[char], &[char]); 8] = [
    (&['\u{FF08}', '('], &['\u{FF09}', ')']),
    (&['\u{3010}'], &['\u{3011}']),
    (&['\u{3014}'], &['\u{3015}']),
    (&['\u{300A}'], &['\u{300B}']),
    (&['\u{3008}'], &['\u{3009}']),
    (&['\u{201C}'], &['\u{201D}']),
    (&['\u{300C}'], &['\u{300D}']),
    (&['\u{300E}'], &['\u{300F}']),
];
const QUOTE: usize = 5;
/// How many paragraphs later a bracket may close. Lists in brackets and wrapped lines need a few; more would pair two separate slips.
const BRACKET_REACH: u32 = 3;
/// How many paragraphs a quotation may run.
const QUOTE_REACH: u32 = 60;

/// A mark without its partner so far. Small: a hostile document is nothing but these.
#[derive(Clone, Copy)]
struct Open {
    at: u32,
    block: u32,
    kind: u8,
}

/// The marks that are open while a part is read. Every mark is pushed once and removed once, so the pass is linear whatever the text.
struct Marks<'t> {
    text: &'t str,
    /// Open in this paragraph, innermost last, and how many of each kind.
    stack: Vec<Open>,
    in_stack: [u32; KINDS.len()],
    /// Left open by this or an earlier paragraph, by kind.
    pending: [Vec<Open>; KINDS.len()],
}

fn check(target: &Target<'_>, hits: &mut Hits) {
    let text = target.text.as_str();
    let mut marks = Marks { text, stack: Vec::new(), in_stack: Default::default(), pending: Default::default() };
    for (number, (start, block)) in (0_u32..).zip(target.blocks()) {
        marks.expire(number, hits);
        marks.read(number, start, block, target.tokens_in(start..start + block.len()), hits);
    }
    marks.expire(u32::MAX, hits);
}

impl Marks<'_> {
    /// Pair the marks of one paragraph; what stays open may close in a later one.
    fn read(&mut self, number: u32, start: usize, block: &str, tokens: &[Token], hits: &mut Hits) {
        let mut last_closing = None;
        let first = block.len() - block.trim_start().len();
        let mut ahead = Ahead { block, first, next: None };
        for token in tokens {
            let TokenKind::Mark(character) = token.kind else { continue };
            let Some((kind, opens)) = kind_of(character) else { continue };
            let at = token.range.start - start;
            if opens {
                self.push(kind, start + at, number);
            } else if character == ')' && self.is_inner_label(at, &mut ahead) {
                // A label inside brackets closes nothing.
            } else if self.close(kind) || is_item_label(block.get(..at).unwrap_or_default(), kind) {
                // 「1)」 and 「a)」 number a list and have no partner.
            } else {
                let closing = last_closing.get_or_insert_with(|| last_closing_marks(block));
                let other =
                    self.stack.pop_if(|open| closing.get(usize::from(open.kind)).is_some_and(|last| *last <= at));
                if let Some(count) = other.and_then(|open| self.in_stack.get_mut(usize::from(open.kind))) {
                    *count -= 1;
                }
                hits.push(unopened(self.text, kind, start + at..start + at + character.len_utf8(), character, other));
            }
        }
        self.end_paragraph(start, block);
    }

    /// Whether the half-width bracket at `at` ends a label although a full-width bracket may be open around it.
    fn is_inner_label(&self, at: usize, ahead: &mut Ahead<'_>) -> bool {
        let before = ahead.block.get(..at).unwrap_or_default();
        let Some((label, neighbour)) = label(before) else { return false };
        let (alone, after_han) = (!neighbour.is_some_and(char::is_alphanumeric), neighbour.is_some_and(is_han));
        match self.in_stack.first() {
            Some(0) if self.pending.first().is_none_or(Vec::is_empty) => alone || after_han,
            // The bracket that opened in an earlier paragraph closes later: this line begins with a label.
            Some(0) => before.get(ahead.first..).is_some_and(|line| line.chars().take(label + 1).count() == label),
            // `（见附件1)` is closed by a bracket of the other width; `（含：1)甲；2)乙）` is closed later.
            Some(1) => {
                let open = self.stack.iter().rev().take(8).find(|open| open.kind == 0);
                let full_width = open.is_some_and(|open| place(self.text, *open).len() > 1);
                (alone || after_han) && full_width && ahead.closes_after(at)
            }
            _ => false,
        }
    }

    fn push(&mut self, kind: usize, at: usize, block: u32) {
        let (Ok(at), Ok(small)) = (u32::try_from(at), u8::try_from(kind)) else { return };
        self.stack.push(Open { at, block, kind: small });
        if let Some(count) = self.in_stack.get_mut(kind) {
            *count += 1;
        }
    }

    /// Close the innermost mark of this kind; marks inside it that are still open wait for a later paragraph. False when none is open.
    fn close(&mut self, kind: usize) -> bool {
        if self.in_stack.get(kind).is_none_or(|count| *count == 0) {
            return self.pending.get_mut(kind).and_then(Vec::pop).is_some();
        }
        while let Some(open) = self.stack.pop() {
            let of_kind = usize::from(open.kind);
            if let Some(count) = self.in_stack.get_mut(of_kind) {
                *count -= 1;
            }
            if of_kind == kind {
                return true;
            }
            self.leave_open(open);
        }
        false
    }

    fn leave_open(&mut self, open: Open) {
        if let Some(pending) = self.pending.get_mut(usize::from(open.kind)) {
            pending.push(open);
        }
    }

    /// A quotation of several paragraphs opens again in each and closes once, in the last.
    fn end_paragraph(&mut self, start: usize, block: &str) {
        let first = start + block.len() - block.trim_start().len();
        let continued = self.pending.get(QUOTE).is_some_and(|pending| !pending.is_empty());
        let mut open = std::mem::take(&mut self.stack).into_iter().peekable();
        if continued && self.in_stack.get(QUOTE) == Some(&0) && ends_quotation(block) {
            self.pending.get_mut(QUOTE).and_then(Vec::pop);
        } else if continued {
            open.next_if(|open| usize::from(open.kind) == QUOTE && open.at as usize == first);
        }
        open.for_each(|open| self.leave_open(open));
        self.in_stack = Default::default();
    }

    /// Report what can no longer close.
    fn expire(&mut self, number: u32, hits: &mut Hits) {
        for (kind, pending) in self.pending.iter_mut().enumerate() {
            pending.retain(|open| {
                let waits = number.saturating_sub(open.block) <= reach(kind);
                if !waits {
                    hits.push(unclosed(self.text, *open));
                }
                waits
            });
        }
    }
}

/// The last paragraph of a quotation of several: it opens again, and its end is the quotation's end.
fn ends_quotation(block: &str) -> bool {
    let block = block.trim();
    block.starts_with('\u{201C}') && block.trim_end_matches(['。', '，', ',', '；', ';']).ends_with('\u{201D}')
}

/// For each kind, where its last closing mark stands in the block.
fn last_closing_marks(block: &str) -> [usize; KINDS.len()] {
    let mut last = [0; KINDS.len()];
    for (at, character) in block.char_indices() {
        if let Some((kind, false)) = kind_of(character)
            && let Some(place) = last.get_mut(kind)
        {
            *place = at;
        }
    }
    last
}

const fn reach(kind: usize) -> u32 {
    if kind == QUOTE { QUOTE_REACH } else { BRACKET_REACH }
}

/// The kind of a mark and whether it opens.
fn kind_of(character: char) -> Option<(usize, bool)> {
    // Nearly every character is none of them, and Chinese characters lie beyond all but the full-width ones.
    if !matches!(character, '(' | ')' | '\u{201C}'..='\u{201D}' | '\u{3008}'..='\u{3015}' | '\u{FF08}'..='\u{FF09}') {
        return None;
    }
    KINDS.iter().enumerate().find_map(|(kind, (opening, closing))| {
        if opening.contains(&character) {
            Some((kind, true))
        } else {
            closing.contains(&character).then_some((kind, false))
        }
    })
}

/// The full-width brackets that follow in a block, found once each.
struct Ahead<'t> {
    block: &'t str,
    /// Where the block's text begins after white space. Found once: a label is looked for at every bracket.
    first: usize,
    /// The nearest one found, and whether it closes.
    next: Option<(usize, bool)>,
}

impl Ahead<'_> {
    /// Whether the next full-width bracket after `at` is a closing one.
    fn closes_after(&mut self, at: usize) -> bool {
        if self.next.is_none_or(|(next, _)| next <= at) {
            let rest = self.block.get(at..).unwrap_or_default();
            let found = rest.char_indices().find(|(_, character)| matches!(character, '\u{FF08}' | '\u{FF09}'));
            self.next =
                Some(found.map_or((usize::MAX, false), |(next, character)| (at + next, character == '\u{FF09}')));
        }
        self.next.is_some_and(|(_, closes)| closes)
    }
}

/// Whether `before` ends in the label of a list item: a short number or letter after a boundary.
fn is_item_label(before: &str, kind: usize) -> bool {
    kind == 0 && label(before).is_some_and(|(_, neighbour)| !neighbour.is_some_and(char::is_alphanumeric))
}

/// The length in characters of the short number or letter that `before` ends in, and what stands before that.
fn label(before: &str) -> Option<(usize, Option<char>)> {
    let is_label = |character: &char| {
        character.is_ascii_alphanumeric()
            || "〇一二三四五六七八九十".contains(*character)
            || ('①'..='⑳').contains(character)
    };
    let length = before.chars().rev().take(4).take_while(is_label).count();
    (1..=3).contains(&length).then(|| (length, before.chars().rev().nth(length)))
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

fn partner(kind: usize, character: char) -> Option<char> {
    let (opening, closing) = KINDS.get(kind)?;
    let place = |marks: &[char]| marks.iter().position(|mark| *mark == character);
    place(opening)
        .and_then(|place| closing.get(place))
        .or_else(|| place(closing).and_then(|place| opening.get(place)))
        .copied()
}

/// A closing mark without its opening one. When another mark is open that is never closed, the two are one slip: the wrong closing mark.
fn unopened(text: &str, kind: usize, range: Range<usize>, character: char, other: Option<Open>) -> Hit {
    match other.and_then(|open| Some((KINDS.get(usize::from(open.kind))?, open))) {
        Some(((opening, closing), open)) => {
            let right = closing.first().copied().unwrap_or(character);
            let left = opening.first().copied().unwrap_or(character);
            let message = format!("{}与{}不能配对，应以{}结束。", named(left), named(character), named(right));
            unpaired(range, message).places(vec![place(text, open)]).replace(right)
        }
        None => {
            let message = partner(kind, character).map_or_else(
                || format!("{}没有与之配对的标点。", named(character)),
                |left| format!("{}前面没有与之配对的{}。", named(character), named(left)),
            );
            unpaired(range, message)
        }
    }
}

fn unclosed(text: &str, open: Open) -> Hit {
    let range = place(text, open);
    let character = text.get(range.clone()).and_then(|mark| mark.chars().next()).unwrap_or_default();
    let right = partner(usize::from(open.kind), character).map(named).unwrap_or_default();
    unpaired(range, format!("{}后面没有与之配对的{right}。", named(character)))
}

/// A mark as a message writes it: a quotation mark between quotation marks cannot be read.
fn named(mark: char) -> String {
    match mark {
        '“' => "左引号".to_owned(),
        '”' => "右引号".to_owned(),
        other => format!("“{other}”"),
    }
}

fn place(text: &str, open: Open) -> Range<usize> {
    let at = open.at as usize;
    at..at + text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
}

fn unpaired(range: Range<usize>, message: String) -> Hit {
    Hit::new(range, Level::Confirm, message)
        .source(Tier::NationalStandard, "GB/T 15834—2011《标点符号用法》")
        .confidence(900)
}
