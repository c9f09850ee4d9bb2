//! Forms of a case: what the record knows is on paper, what it does not know is not claimed, what is not open is nowhere.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod support;

use document::Document;
use support::complete_signing;
use workflow::{
    Actor, Answer, Card, Case, Classification, Command, Context, DispositionKind, Event, Facts, FilingStep, FindingKey,
    FormRequest, Proofreading, PublicVersion, PublishRequest, Rendition, ReturnReason, Route, Screening, Signing,
    Submission, basis, decide, fillable, print, replay,
};

const PROFILE: &str = r#"{"agency":"示范局","site":"s","sections":[{"id":"a","name":"甲科"},{"id":"z","name":"综合协调科"}],
"channels":[{"id":"p","name":"门户网站"},{"id":"w","name":"微信"}],"return_reasons":[{"id":"late","name":"内容已不及时"}],
"important_criteria":[{"id":"policy","name":"政策文件"}],"correction_system":{"basis":"通知"}}"#;
const CALENDAR: &str = include_str!("../../../host/demo/calendar.json");
/// Monday 2025-03-03, 09:30 in Asia/Shanghai.
const START: u64 = 1_740_965_400_000;

struct Desk {
    events: Vec<Event>,
    case: Case,
    document: Document,
}

impl Desk {
    fn new() -> Self {
        let document =
            Document {
                channel: "p".into(), title: "关于“延时服务”的通知".into(), ..Document::plain("正文。")
            };
        Self { events: Vec::new(), case: Case::default(), document }
    }

    fn take(&mut self, person: &str, roles: &[&str], command: &Command) {
        let at = START + 60_000 * self.events.len() as u64;
        let section = if roles.contains(&"coordinator") { "z" } else { "a" };
        let actor = Actor {
            person: person.into(),
            name: format!("姓名{person}"),
            section: section.into(),
            roles: roles.iter().map(|role| (*role).to_owned()).collect(),
        };
        let context =
            Context { now: at, actor, profile: PROFILE.into(), calendar: CALENDAR.into(), ..Context::default() };
        let facts = Facts::read(&context, "sm3:pack", &self.case, Some(command)).unwrap();
        self.events.push(decide(&self.case, &facts, at, person, command).expect("allowed"));
        self.case = replay(&self.events).unwrap();
    }

    fn submit(&mut self, card: Card) {
        let rendition = Rendition {
            channel: "p".into(),
            digest: document::digest(&self.document),
            texts: document::texts_digest(&self.document),
            unreadable: Vec::new(),
        };
        let card = Card { openness_reason: "《条例》第二十条".into(), ..card };
        let (site, item) = ("s".to_owned(), "2025-7".to_owned());
        self.take("a", &["editor"], &Command::Submit(Submission { site, item, card, renditions: vec![rendition] }));
    }

    fn screen(&mut self) {
        let finding = FindingKey {
            key: "0123456789abcdef".into(),
            rule: "misspelling/confusable_word".into(),
            level: "confirm".into(),
            clause: "8".into(),
        };
        self.take(
            "a",
            &["editor"],
            &Command::RecordScreening(Screening {
                document: document::digest(&self.document),
                texts: document::texts_digest(&self.document),
                report: document::sm3_text(b"report"),
                pack: "sm3:pack".into(),
                engine: "0.1.0".into(),
                secrecy_stop: false,
                findings: vec![finding],
                omitted: 0,
            }),
        );
        let answer = Answer {
            key: "0123456789abcdef".into(),
            kind: DispositionKind::Accepted,
            reason: "引用原文".into(),
            basis: String::new(),
        };
        self.take("a", &["editor"], &Command::DisposeFinding(answer));
    }

    /// Files the current round with 综合协调科.
    fn file(&mut self) {
        let digest = self.case.round.as_ref().map(|round| round.digest.clone()).unwrap_or_default();
        let (opinion, basis, number) = ("拟报送".into(), "《条例》".into(), "备〔2025〕3号".into());
        let propose = FilingStep::Propose { digest: digest.clone(), opinion, basis };
        self.take("a", &["editor"], &Command::Filing(propose));
        let approve = FilingStep::Approve { digest: digest.clone(), opinion: String::new() };
        self.take("c", &["deputy_leader"], &Command::Filing(approve));
        self.take("a", &["editor"], &Command::Filing(FilingStep::File { digest: digest.clone(), number }));
        self.take("e", &["coordinator"], &Command::Filing(FilingStep::Receive { digest }));
    }

    fn sign(&mut self, person: &str, role: &str, level: u8) {
        let signing = Signing {
            proofreading: Proofreading { method: "against_source".into(), errors: Vec::new(), none_found: true },
            opinion: format!("第{level}级：可以<发>"),
            ..complete_signing(&self.case, level)
        };
        self.take(person, &[role], &Command::Sign(signing));
    }

    fn print(&self, form: &str) -> Result<String, workflow::Refusal> {
        let request =
            FormRequest { form: form.into(), documents: vec![self.document.clone()], ..FormRequest::default() };
        print(&self.events, &self.case, PROFILE, START, &request)
    }
}

fn names(case: &Case) -> Vec<&'static str> {
    fillable(case).into_iter().map(forms::Kind::name).collect()
}

#[test]
fn a_published_item_has_a_full_review_sheet() {
    let mut desk = Desk::new();
    desk.submit(Card { important: vec!["policy".into()], ..Card::default() });
    desk.screen();
    desk.sign("a", "editor", 1);
    desk.sign("b", "section_head", 2);
    desk.sign("c", "deputy_leader", 3);
    let page = desk.print("review-sheet").unwrap();
    assert!(
        page.contains("审定<span class=\"small\">重要信息审定</span></th><td class=\"said\"><span"),
        "room to sign: {page}"
    );
    desk.sign("d", "principal_leader", 4);
    desk.file();
    let request =
        PublishRequest { site: "s".into(), item: "2025-7".into(), action: "publish".into(), channel: "p".into() };
    desk.take("e", &["publisher", "coordinator"], &Command::Issue { request: request.clone(), not_before: None });
    let document = document::digest(&desk.document);
    desk.take("e", &["publisher", "coordinator"], &Command::Publish { request, document });
    let page = desk.print("filing-form").unwrap();
    for said in [
        "示范局",
        "甲科",
        "2025-7",
        "关于“延时服务”的通知",
        "☑</span>",
        "☑门户网站",
        "☐微信",
        "☑主动公开",
        "《条例》第二十条",
        "☑重要信息",
        "政策文件",
        "姓名b<span class=\"small\">甲科科室负责人",
        "第3级：可以&lt;发&gt;",
        "☑舆情关",
        "对原稿，差错：无",
        "不属于其中任何一类",
        "姓名e签发（记录第 12 条）",
        "工作时间，办公环境",
        "2025年3月3日 9时42分",
        "拟报送（依据：《条例》）",
        "编号 备〔2025〕3号",
    ] {
        assert!(page.contains(said.trim_start_matches("☑</span>")), "{said} is missing: {page}");
    }
    let sheet = desk.print("review-sheet").unwrap();
    assert!(sheet.contains("接受<span class=\"small\">引用原文</span>") && !sheet.contains("“”"), "{sheet}");
    let head = desk.events.iter().fold(String::new(), |previous, event| workflow::link(&previous, event));
    assert!(sheet.contains(&head), "the paper carries the head of the chain");
    assert_eq!(sheet, desk.print("review-sheet").unwrap(), "same arguments, same bytes");
}

#[test]
fn voided_signatures_stay_readable_with_their_reason() {
    let mut desk = Desk::new();
    desk.submit(Card { route: Route::Filing, ..Card::default() });
    desk.screen();
    desk.sign("a", "editor", 1);
    let reasons = vec![ReturnReason { code: "late".into(), text: String::new() }];
    desk.take("b", &["section_head"], &Command::Return { reasons });
    let page = desk.print("review-sheet").unwrap();
    assert!(page.contains("【作废】初审") && page.contains("姓名b退回：内容已不及时"), "{page}");
    let standing = page.split("已作废的签字").next().unwrap();
    assert!(!standing.contains("第1级"), "a voided signature is not among those that stand");
}

#[test]
fn what_is_to_be_determined_is_not_printed() {
    let mut desk = Desk::new();
    desk.submit(Card { classification: Classification::Pending, ..Card::default() });
    assert_eq!(names(&desk.case), ["review-sheet", "filing-form", "determination-request"]);
    for form in names(&desk.case) {
        let page = desk.print(form).unwrap();
        assert!(!page.contains("延时服务") && !page.contains("正文。"), "{form}: {page}");
    }
    let request = desk.print("determination-request").unwrap();
    assert!(request.contains("7个工作日") && request.contains("不明确之处。</p>"), "{request}");
}

#[test]
fn of_a_public_version_only_place_and_reason_are_printed() {
    let mut desk = Desk::new();
    let original = document::sm3_text(b"original");
    let version = PublicVersion { original: original.clone(), redactions: vec!["第三段：个人电话".into()] };
    desk.submit(Card { public_version: Some(version), ..Card::default() });
    let page = desk.print("review-sheet").unwrap();
    assert!(page.contains("已制作，删减 1 处：第三段：个人电话"), "{page}");
    assert_eq!(basis(&desk.events).originals.into_iter().collect::<Vec<_>>(), [original]);
}

#[test]
fn a_document_of_another_content_is_not_looked_at() {
    let mut desk = Desk::new();
    desk.submit(Card::default());
    desk.document.title = "改过的标题".into();
    let page = desk.print("review-sheet").unwrap();
    assert!(!page.contains("改过的标题") && page.contains("内容不在本机"), "{page}");
}

#[test]
fn forms_that_have_nothing_are_refused_with_what_there_is() {
    let mut desk = Desk::new();
    assert_eq!(desk.print("review-sheet").unwrap_err().code, "form-not-ready");
    desk.submit(Card { route: Route::Filing, ..Card::default() });
    let refusal = desk.print("determination-request").unwrap_err();
    assert_eq!((refusal.code, refusal.clause), ("form-not-ready", "10"));
    assert!(refusal.remedy.contains("审核单"), "{}", refusal.remedy);
    assert_eq!(desk.print("filing_form").unwrap_err().code, "unknown-form");
}

#[test]
fn a_case_rests_on_what_it_names() {
    let mut desk = Desk::new();
    desk.submit(Card::default());
    desk.screen();
    let basis = basis(&desk.events);
    assert_eq!(basis.documents.into_iter().collect::<Vec<_>>(), [document::digest(&desk.document)]);
    assert_eq!(basis.profiles, [document::sm3_text(PROFILE.as_bytes())]);
    let screened = basis.screenings.first().unwrap();
    assert_eq!((screened.at, screened.report.as_str()), (START + 60_000, document::sm3_text(b"report").as_str()));
    assert_eq!(desk.events[1].kind, "screened");
}
