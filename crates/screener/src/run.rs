//! Screening a document.

use crate::hit::{Hit, Hits};
use crate::options::{Options, ScreeningError, check_size};
use crate::reading::Readings;
use crate::report::{Finding, Note, Report};
use crate::rule::{Rule, STATE_SECRET};
use crate::scan::Scan;
use crate::target::{Target, non_blank};
use crate::{RULES, codes, notes, one_slip, resolve};
use articles::ScreeningSettings;
use document::{Document, Part, Text};
use lexicon::{Level, Lexicon, Match, Near};
use std::cell::OnceCell;

/// The engine's version, named in every report.
pub const ENGINE: &str = env!("CARGO_PKG_VERSION");

/// Screen a document.
///
/// # Errors
/// Only for what is not the document's content: an invalid profile, or more than 16 MiB.
///
/// ```
/// use document::Document;
/// use lexicon::Lexicon;
/// let report = screener::screen(&Document::plain("机密★10年"), &Lexicon::empty(), &Default::default()).unwrap();
/// assert!(report.secrecy_stop);
/// assert_eq!(report.findings[0].clause, "11.1");
/// ```
pub fn screen(document: &Document, lexicon: &Lexicon, options: &Options) -> Result<Report, ScreeningError> {
    let settings = options.settings()?;
    check_size(document)?;
    let enabled = |rule: &&Rule| !settings.disabled_rules.iter().any(|code| code == rule.code);
    let rules = RULES.iter().copied().enumerate().filter(|(_, rule)| enabled(rule)).collect();
    let mut found = Found::default();
    if lexicon.is_empty() {
        found.notes.push(notes::no_words());
    }
    let screening = Screening { document, lexicon, options, settings: &settings, rules };
    let parts = document::parts(document);
    if parts.iter().all(|part| part.source.is_some_and(|source| source.trim().is_empty())) {
        found.notes.push(notes::empty());
    }
    for part in &parts {
        screening.part(part, &mut found);
    }
    let Found { mut findings, mut notes, dropped } = found;
    let secrecy_stop = findings.iter().any(|finding: &Finding| finding.rule == STATE_SECRET);
    suppress(&mut findings, &mut notes, options);
    let omitted = cap(&mut findings, &mut notes, &settings, dropped);
    let report = Report {
        engine: ENGINE.to_owned(),
        pack: lexicon.digest().to_owned(),
        profile: document::sm3_text(options.profile.as_bytes()),
        document: document::digest(document),
        encoding: options.encoding,
        secrecy_stop,
        findings,
        notes,
        omitted,
        digest: String::new(),
    };
    Ok(report.seal())
}

/// What was found so far.
#[derive(Default)]
struct Found {
    findings: Vec<Finding>,
    notes: Vec<Note>,
    dropped: usize,
}

/// The words of the pack in a text, and what comes close to its names.
type Words<'l> = (Vec<Match<'l>>, Vec<Near<'l>>);

/// A rule with its place in [`RULES`].
type Numbered = (usize, &'static Rule);

/// One screening: what is looked for, and how.
struct Screening<'s> {
    document: &'s Document,
    lexicon: &'s Lexicon,
    options: &'s Options,
    settings: &'s ScreeningSettings,
    rules: Vec<Numbered>,
}

impl Screening<'_> {
    fn part(&self, part: &Part<'_>, found: &mut Found) {
        let Some(source) = part.source else {
            found.notes.push(notes::unreadable(&part.name, file_name(part, self.document)));
            return;
        };
        if source.trim().is_empty() {
            // An attachment without text is a scan: somebody has to read it.
            if part.name.starts_with("attachment/") {
                found.notes.push(notes::unreadable(&part.name, file_name(part, self.document)));
            }
            return;
        }
        let text = Text::new(source, part.format);
        found.notes.extend(text.losses().iter().map(|loss| notes::lost(&part.name, *loss)));
        let as_of = self.options.as_of.map(calendar::day_of);
        let shown = self.hits(&part.name, &text, &self.rules, self.words(&part.name, &text, as_of), found);
        let mut findings = resolve::resolve(&part.name, &text, shown, self.options.encoding);
        if let Some(hidden) = text.hidden() {
            let behind: Vec<Numbered> =
                RULES.iter().copied().enumerate().filter(|(_, rule)| codes::BEHIND.contains(&rule.code)).collect();
            // Neither of these rules looks at words.
            let mut behind = self.hits(&part.name, hidden, &behind, Words::default(), found);
            // Nobody edits what nobody sees: it is to be removed by hand.
            behind.iter_mut().for_each(|(_, hit)| {
                hit.replacements.clear();
                hit.edits.clear();
            });
            findings.extend(resolve::resolve(&part.name, hidden, behind, self.options.encoding));
            findings.sort_by(|one, other| {
                (one.span.start, one.span.end, &one.rule).cmp(&(other.span.start, other.span.end, &other.rule))
            });
        }
        found.findings.extend(findings);
    }

    /// What the rules find in one text.
    fn hits(
        &self,
        part: &str,
        text: &Text<'_>,
        rules: &[Numbered],
        (words, near): Words<'_>,
        found: &mut Found,
    ) -> Vec<(&'static Rule, Hit)> {
        let as_of = self.options.as_of.map(calendar::day_of);
        let scan = Scan::new(text.as_str());
        let readings = Readings::default();
        let blocks = non_blank(text);
        let tables = OnceCell::new();
        let mut hits = Vec::new();
        for (number, rule) in rules {
            let cues = scan.cues_of(*number);
            if cues.is_empty() && !rule.cues.is_empty() {
                continue;
            }
            let target = Target {
                part,
                text,
                document: self.document,
                cues,
                tokens: scan.tokens(),
                traditional: scan.has_traditional(),
                readings: &readings,
                words: &words,
                near: &near,
                blocks: &blocks,
                tables: &tables,
                lexicon: self.lexicon,
                settings: self.settings,
                as_of,
            };
            let mut of_rule = Hits::new(self.settings.max_findings as usize, rule.summarise);
            (rule.check)(&target, &mut of_rule);
            let (kept, dropped) = of_rule.finish();
            found.dropped += dropped;
            hits.extend(kept.into_iter().map(|hit| (*rule, hit)));
        }
        one_slip::keep(&mut hits);
        hits
    }

    /// The words of the pack in a text and what comes close to its names, by place; neighbours are looked for within the paragraph.
    fn words(&self, part: &str, text: &Text<'_>, as_of: Option<lexicon::Day>) -> Words<'_> {
        let mut words = Vec::new();
        let mut close = Vec::new();
        for range in text.blocks() {
            let (start, Some(block)) = (range.start, text.as_str().get(range)) else { continue };
            let found = self.lexicon.find(part, block, as_of).into_iter();
            words.extend(found.map(|it| Match { range: start + it.range.start..start + it.range.end, ..it }));
            let near = self.lexicon.near(part, block, as_of).into_iter();
            close.extend(near.map(|it| Near { range: start + it.range.start..start + it.range.end, ..it }));
        }
        (words, close)
    }
}

/// The name of the attachment that a part stands for.
fn file_name<'d>(part: &Part<'_>, document: &'d Document) -> &'d str {
    let number = part.name.rsplit('/').next().and_then(|number| number.parse::<usize>().ok());
    number.and_then(|number| document.attachments.get(number)).map_or("", |file| file.name.as_str())
}

/// Leave out what was judged before. What blocks cannot be waved through by a list.
fn suppress(findings: &mut Vec<Finding>, notes: &mut Vec<Note>, options: &Options) {
    let before = findings.len();
    findings.retain(|finding| {
        finding.level == Level::Block
            || !options.suppressions.iter().any(|suppression| {
                let holds = match (suppression.until, options.as_of) {
                    (Some(until), Some(now)) => now < until,
                    _ => true,
                };
                suppression.key == finding.key && holds
            })
    });
    if findings.len() < before {
        notes.push(notes::suppressed(before - findings.len()));
    }
}

/// Keep to the limit, the weightiest findings first, and say how many are missing. `dropped` were left out before.
fn cap(findings: &mut Vec<Finding>, notes: &mut Vec<Note>, settings: &ScreeningSettings, dropped: usize) -> u32 {
    let limit = settings.max_findings as usize;
    let over = findings.len().saturating_sub(limit);
    if over > 0 {
        let mut weights: Vec<Level> = findings.iter().map(|finding| finding.level).collect();
        weights.sort_unstable_by(|one, other| other.cmp(one));
        let threshold = weights.get(limit).copied().unwrap_or(Level::Advise);
        let mut room = limit - findings.iter().filter(|finding| finding.level > threshold).count();
        findings.retain(|finding| {
            let fits = finding.level == threshold && room > 0;
            room -= usize::from(fits);
            fits || finding.level > threshold
        });
    }
    let omitted = u32::try_from(over + dropped).unwrap_or(u32::MAX);
    if omitted > 0 {
        notes.push(notes::omitted(omitted, settings.max_findings));
    }
    omitted
}
