//! Public versions (clause 9): the same whatever unit marks them, without the words, and handed in only as they were made.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use document::{Document, OffsetEncoding, Offsets};
use proptest::prelude::*;
use std::collections::BTreeSet;
use workflow::{
    Actor, Card, Case, Classification, Context, Delegation, Facts, NetworkZone, Passage, PublicVersion,
    REDACTION_BASES, Redacted, Redaction, RedactionRequest, Refusal, Registry, Sealed, check_public_version,
    check_quotes, may_read_original, redact,
};

const PROFILE: &str = r#"{"agency":"示范局","site":"s","sections":[{"id":"a","name":"甲科"},{"id":"z","name":"综合协调科"}],
"channels":[{"id":"p","name":"门户网站"}],"correction_system":{"basis":"通知"}}"#;
/// Monday 2025-03-03, 09:30 in Asia/Shanghai.
const NOW: u64 = 1_740_965_400_000;
const EDITOR: &str = "editor-1";

fn context(person: &str, section: &str, roles: &[&str]) -> Context {
    let actor = Actor {
        person: person.into(),
        name: person.into(),
        section: section.into(),
        roles: roles.iter().map(|role| (*role).to_owned()).collect(),
    };
    let registry = Registry { section_complete: Some(true) };
    Context { now: NOW, actor, registry, profile: PROFILE.into(), ..Context::default() }
}

fn facts(context: &Context) -> Facts {
    Facts::read(context, "sm3:pack", &Case::default(), None).unwrap()
}

fn sealed(body: &str, passages: Vec<Passage>, encoding: OffsetEncoding) -> Sealed {
    let request = RedactionRequest { passages, encoding, ..RedactionRequest::default() };
    let (editor, section, salt) = (EDITOR.to_owned(), "a".to_owned(), "0123456789abcdef".repeat(2));
    Sealed { editor, section, salt, original: Document::plain(body), request }
}

fn passage(start: u32, end: u32) -> Passage {
    Passage { part: "body".into(), start, end, basis: "personal_privacy".into(), note: String::new() }
}

/// By the editor, who has made none before, of an item that was never handed in.
fn made(sealed: &Sealed) -> Result<Redacted, Refusal> {
    let redaction = Redaction { sealed, secrecy_stop: false, holder: "", handed_in: &BTreeSet::new(), submitted: &[] };
    redact(&Case::default(), &facts(&context(EDITOR, "a", &["editor"])), NOW, EDITOR, &redaction)
}

fn read(by: &Context) -> Result<(), &'static str> {
    let answer = may_read_original(&Case::default(), &facts(by), NOW, &by.actor.person, (EDITOR, "a"));
    answer.map_err(|refusal| refusal.code)
}

#[test]
fn who_reads_an_original() {
    let publishers = Err("original-not-for-publishers");
    for (person, section, roles, expected) in [
        (EDITOR, "a", &["editor"][..], Ok(())),
        (EDITOR, "a", &["editor", "information_officer"], Ok(())),
        (EDITOR, "a", &["publisher"], publishers),
        (EDITOR, "a", &[], Err("original-sealed")),
        ("head", "a", &["section_head"], Ok(())),
        ("head", "z", &["section_head"], Err("original-sealed")),
        ("head", "a", &["section_head", "coordinator"], publishers),
        ("leader", "z", &["deputy_leader"], Ok(())),
        ("leader", "z", &["principal_leader"], Ok(())),
        ("officer", "a", &["information_officer"], publishers),
        ("other", "a", &["editor"], Err("original-sealed")),
        ("office", "z", &["supervisor"], Err("original-sealed")),
        ("admin", "a", &["administrator", "site_responsible", "duty_officer", "word_keeper"], Err("original-sealed")),
        ("nobody", "a", &["chief"], Err("unknown-role")),
    ] {
        assert_eq!(read(&context(person, section, roles)), expected, "{person} {section} {roles:?}");
    }
    let outside = Context { network: NetworkZone::Public, ..context("head", "a", &["section_head"]) };
    assert_eq!(read(&outside), Err("public-network"));
}

#[test]
fn a_deputy_reads_by_written_delegation_and_not_by_the_editors() {
    let delegation = |granted_by: &str| Delegation {
        person: "stand-in".into(),
        acts_for: "head".into(),
        role: "section_head".into(),
        section: "a".into(),
        starts: NOW,
        ends: NOW + 1,
        granted_by: granted_by.into(),
        granted_role: "deputy_leader".into(),
        reason: "出差".into(),
        number: "一号".into(),
    };
    let with = |granted_by: &str| Context {
        delegations: vec![delegation(granted_by)],
        ..context("stand-in", "z", &["section_head"])
    };
    assert_eq!(read(&with("leader")), Ok(()));
    assert_eq!(read(&with(EDITOR)), Err("original-sealed"));
}

#[test]
fn every_lawful_reason_is_listed_with_its_law() {
    for basis in REDACTION_BASES {
        let note = if basis.needs_note { "《统计法》" } else { "" };
        let one = Passage { basis: basis.id.into(), note: note.into(), ..passage(0, 6) };
        let version = made(&sealed("王某到会", vec![one], OffsetEncoding::Utf8)).unwrap().version;
        let end = if note.is_empty() { String::new() } else { format!("——{note}") };
        assert_eq!(version.redactions, [format!("正文第 1 处：{}（{}）{end}", basis.name, basis.law)]);
    }
}

#[test]
fn what_must_not_be_made_is_refused() {
    let ordinary = sealed("王某到会", vec![passage(0, 6)], OffsetEncoding::Utf8);
    assert!(made(&ordinary).is_ok());
    let refused = |change: &dyn Fn(&mut Sealed)| {
        let mut sealed = ordinary.clone();
        change(&mut sealed);
        made(&sealed).unwrap_err().code
    };
    assert_eq!(refused(&|it| it.salt.truncate(31)), "salt-too-short");
    assert_eq!(refused(&|it| it.request.classification = Classification::Pending), "state-secret-never-redacted");
    assert_eq!(refused(&|it| it.request.passages[0].basis = "work_secret".into()), "state-secret-never-redacted");
    assert_eq!(refused(&|it| it.request.passages[0].note = "字".repeat(201)), "redaction-note-too-long");
    assert_eq!(refused(&|it| it.request.passages[0].part = "metadata-name/王".into()), "redaction-outside-part");
    let files =
        vec![workflow::WithheldFile { number: u32::MAX, basis: "personal_privacy".into(), note: String::new() }];
    assert_eq!(refused(&|it| it.request.files.clone_from(&files)), "unknown-attachment");
    let many = || (0..1_001).map(|_| passage(0, 6)).collect();
    assert_eq!(refused(&|it| it.request.passages = many()), "nothing-redacted");
}

#[test]
fn contents_that_the_host_keeps_back_are_missed() {
    let sealed = sealed("王某到会", vec![passage(0, 6)], OffsetEncoding::Utf8);
    let facts = facts(&context(EDITOR, "a", &["editor"]));
    let ask = |handed_in: &BTreeSet<String>, submitted: &[Document]| {
        let redaction = Redaction { sealed: &sealed, secrecy_stop: false, holder: EDITOR, handed_in, submitted };
        redact(&Case::default(), &facts, NOW, EDITOR, &redaction).map(drop).map_err(|refusal| refusal.code)
    };
    let (quiet, telling) = (Document::plain("会议通知"), Document::plain("与会人：王 某"));
    let digests = |documents: &[&Document]| documents.iter().map(|it| document::digest(it)).collect::<BTreeSet<_>>();
    assert_eq!(ask(&digests(&[&quiet]), std::slice::from_ref(&quiet)), Ok(()));
    assert_eq!(ask(&digests(&[&quiet]), &[]), Err("content-missing"));
    assert_eq!(ask(&digests(&[&quiet, &telling]), &[quiet, telling]), Err("original-was-submitted"));
}

/// Texts in which every passage can be told from its surroundings.
fn letters(from: &'static str) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(from.chars().collect::<Vec<_>>()), 2..8)
        .prop_map(|letters| letters.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_unit_marks_the_same_and_only_what_was_made_is_handed_in(
        before in letters("甲a😀"), words in letters("丙丁😁"), after in letters("乙b😂"), adds in letters("己庚"),
    ) {
        let body = format!("{before}{words}{after}");
        let ends = [before.len(), before.len() + words.len()];
        let [bytes, units, points] = [OffsetEncoding::Utf8, OffsetEncoding::Utf16, OffsetEncoding::CodePoint].map(|unit| {
            let offsets = Offsets::new(&body, unit, ends.to_vec());
            sealed(&body, vec![passage(offsets.get(ends[0]), offsets.get(ends[1]))], unit)
        });
        let public = made(&bytes).unwrap();
        prop_assert_eq!(&public, &made(&units).unwrap());
        prop_assert_eq!(&public, &made(&points).unwrap());
        prop_assert!(!public.document.body.contains(words.as_str()));

        let facts = facts(&context(EDITOR, "a", &["editor"]));
        let check = |version: &PublicVersion, document: &Document| {
            let card = Card { public_version: Some(version.clone()), ..Card::default() };
            let case = Case::default();
            let answer = check_public_version(&case, &facts, NOW, EDITOR, &bytes, &card, std::slice::from_ref(document));
            answer.map_err(|refusal| refusal.code)
        };
        let with = |more: &str| Document::plain(format!("{}{more}", public.document.body));
        prop_assert_eq!(check(&public.version, &with(&adds)), Ok(()));
        prop_assert_eq!(check(&public.version, &with(&format!("{adds}{words}"))), Err("removed-words-remain"));
        prop_assert_eq!(check(&PublicVersion::default(), &public.document), Err("public-version-not-stated"));
        prop_assert!(check_quotes(&bytes, std::slice::from_ref(&adds)).is_ok());
        let quoting = [adds.clone(), format!("“{words}”")];
        prop_assert!(check_quotes(&bytes, &quoting).is_err());
    }
}
