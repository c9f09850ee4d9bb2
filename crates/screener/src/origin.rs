//! Where a document says that it comes from.

use crate::characters::{begins_line, line_after};
use crate::target::Target;
use std::ops::Range;

/// Metadata that names the source.
const NAMES: [&str; 5] = ["来源", "信息来源", "稿件来源", "文章来源", "source"];
/// Metadata that says how a document came about.
const KINDS: [&str; 5] = ["发布方式", "信息类型", "稿件类型", "origin", "转载"];
/// What the source is called before its name in a text.
pub(crate) const CUES: [&str; 8] = ["来源：", "来源:", "转载自", "转自：", "转自:", "转载：", "转载:", "稿源："];
/// Cues from here on say that a text is reposted.
const REPOSTED: usize = 2;
/// A source that is nobody else.
const OWN: [&str; 10] = ["本网", "本站", "本局", "本单位", "本部门", "本市", "我局", "我市", "我县", "原创"];
/// What news media are called.
const MEDIA: [&str; 9] = ["日报", "晚报", "新闻网", "新华", "人民网", "央视", "电视台", "客户端", "报社"];

/// The source of a document.
pub(crate) struct Origin<'t> {
    /// Its name.
    pub(crate) name: &'t str,
    /// Where it stands in this part; none when metadata names it.
    pub(crate) range: Option<Range<usize>>,
    /// Whether the document is said to be reposted, or the source is a news medium.
    pub(crate) reposted: bool,
}

/// Whether metadata says that the document is reposted.
pub(crate) fn is_repost(target: &Target<'_>) -> bool {
    target.metadata(&KINDS).is_some_and(|kind| kind.contains("转载") || matches!(kind, "repost" | "是" | "true"))
}

/// The source that metadata or a line of the text names; none when nothing does.
pub(crate) fn origin<'t>(target: &Target<'t>) -> Option<Origin<'t>> {
    let said = is_repost(target);
    let in_text = said_places(target, &CUES).find_map(|(number, range)| {
        let whole = begins_line(target.as_str(), range.start)
            || target.before(range.start).ends_with(['（', '(', '【', '[', ' ', '稿', '章', '息']);
        let rest = line_after(target.as_str(), range.end, 24);
        let parts = rest.split([' ', '）', ')', '】', ']', '，', '。', '；', '|']);
        let name = parts.map(|it| it.trim_matches(['《', '》', '“', '”'])).find(|it| !it.is_empty())?;
        let start = range.end + rest.find(name)?;
        whole.then_some((name, start..start + name.len(), number >= REPOSTED))
    });
    let (name, range, reposted) = match (target.metadata(&NAMES), in_text) {
        (_, Some((name, range, reposted))) => (name, Some(range), reposted),
        (Some(name), None) => (name, None, false),
        (None, None) => return None,
    };
    let own = OWN.iter().any(|own| name.contains(own));
    let media = MEDIA.iter().any(|medium| name.contains(medium));
    Some(Origin { name, range, reposted: !own && (said || reposted || media) })
}

/// Words in the first and the last lines, where a text says where it comes from: the place of each in the list, and where it stands.
pub(crate) fn said_places<'t>(
    target: &Target<'t>,
    words: &'t [&str],
) -> impl Iterator<Item = (usize, Range<usize>)> + 't {
    const EDGE: usize = 1_200;
    let text = target.as_str();
    let (mut head, mut tail) = (text.len().min(EDGE), text.len().saturating_sub(EDGE));
    while !text.is_char_boundary(head) {
        head -= 1;
    }
    while !text.is_char_boundary(tail) {
        tail += 1;
    }
    let edges = [(0, head), (tail.max(head), text.len())];
    let within = move |(number, word): (usize, &'t &str)| {
        edges.into_iter().filter_map(move |(start, end)| {
            let at = start + text.get(start..end)?.find(word)?;
            Some((number, at..at + word.len()))
        })
    };
    words.iter().enumerate().flat_map(within)
}

/// Where to point when the text does not name the source: its first characters.
pub(crate) fn first_characters(target: &Target<'_>) -> Range<usize> {
    let text = target.as_str();
    let start = text.len() - text.trim_start().len();
    start..start + line_after(text, start, 12).len()
}
