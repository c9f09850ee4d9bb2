//! Screening in the component against the same code natively, on distinct texts, in one run: ratios travel between machines, times do not.
//!
//! `cargo xtask bench` prints its tables, `cargo xtask measure` keeps them. Every figure is a median; native and component take turns on the same text, so both see the same caches.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};
use xianshen_host::bake::bake;
use xianshen_host::component::{Limits, Reviewer, Runtime, screen_options, text_document};
use xianshen_tests::{base_pack, dist, reviewer};

/// Sentences of official prose, some with a slip, that texts are put together from.
const SENTENCES: [&str; 12] = [
    "各县区人民政府、市直各部门要加强组织领导，明确责任分工，细化工作措施，确保各项任务落到实处。",
    "要坚持问题导向，聚焦企业和群众反映强烈的突出问题，持续优化营商环境，提升政务服务效能。",
    "根据《中华人民共和国政府信息公开条例》有关规定，现将有关事项公告如下。",
    "（一）加大政策支持力度。落实国家减税降费政策，支持中小微企业和个体工商户健康发展。",
    "截至2025年6月底，全市新登记经营主体12345户，同比增长6.7%，完成年度目标的52.3%。",
    "联系人：综合协调科；联系电话：024-12345678；电子邮箱：xx@example.gov.cn。",
    "会议强调，要提高政治站位，增强责任意识，切实抓好安全生产和防灾减灾各项工作。",
    "对符合条件的申请人，受理机关应当自受理之日起二十个工作日内作出决定。",
    "2.强化要素保障。统筹用地、用能、用工等要素，推动重大项目早开工、早建成、早见效。",
    "各单位要按照“谁公开、谁负责”的原则，严格执行信息发布审查制度。",
    "本公告自发布之日起施行，有效期五年。",
    "会议对下一步工作作出布署，要求各单位再接再励。",
];

/// Words of the lexicons that are measured.
const LEXICONS: [usize; 4] = [1_000, 10_000, 100_000, 1_000_000];

fn main() {
    // `cargo bench` passes `--bench`; there is nothing to choose from.
    let full = Engine { reviewer: reviewer(), lexicon: load(base_pack()) };
    let words = words_only();
    let bytes = full.reviewer.component_bytes();
    println!(
        "Component of {bytes} bytes; a fresh instance, an empty call and the drop take {:.1} µs.",
        micros(instantiate(&full.reviewer))
    );
    println!();
    println!(
        "| text | native | component | ratio | per KB | with the corrector: native | component | ratio | per KB |"
    );
    println!("|---|---|---|---|---|---|---|---|---|");
    let mut first = [None, None];
    for (kilobytes, rounds) in [(1, 2_000), (3, 2_000), (30, 400), (300, 40), (1_000, 12), (10_000, 3)] {
        let cells = [&words, &full].map(|engine| compare(engine, kilobytes * 1_000, rounds));
        let cells = cells.iter().zip(&mut first).map(|(times, first)| times.cells(kilobytes, first));
        println!("| {kilobytes} KB | {} |", cells.collect::<Vec<_>>().join(" | "));
    }
    println!();
    println!("| words in the lexicon | 3 KB | against the first | 30 KB | against the first | loads in | memory |");
    println!("|---|---|---|---|---|---|---|");
    by_words();
}

/// The same code twice: in the component and natively.
struct Engine {
    reviewer: Arc<Reviewer>,
    lexicon: lexicon::Lexicon,
}

fn load(pack: Vec<u8>) -> lexicon::Lexicon {
    lexicon::Lexicon::open(pack).expect("the pack loads")
}

/// An engine with the shipped words and without the corrector's model.
fn words_only() -> Engine {
    let read = |name: &str| std::fs::read(dist().join(name)).expect("the build left it");
    let rows = String::from_utf8(read("base.rows")).expect("UTF-8");
    let baked = bake(&read("xianshen-builder.wasm"), &rows, &[]).expect("the base rows bake");
    let runtime = Runtime::new(Limits::default()).expect("the engine starts");
    let reviewer = Reviewer::from_bytes(&runtime, &baked.component, "words.wasm", None).expect("it loads");
    Engine { reviewer: Arc::new(reviewer), lexicon: load(baked.pack) }
}

/// Medians of one size.
struct Times {
    native: Duration,
    component: Duration,
}

impl Times {
    /// Cells of the table; the last is the component's time per KB against the first size's: 1.00 is linear.
    fn cells(&self, kilobytes: usize, first: &mut Option<f64>) -> String {
        let per_kilobyte = self.component.as_secs_f64() / kilobytes as f64;
        let first = *first.get_or_insert(per_kilobyte);
        let speed = |time: Duration| {
            format!("{:.1} µs ({:.1} MB/s)", micros(time), kilobytes as f64 / 1e3 / time.as_secs_f64())
        };
        let ratio = self.component.as_secs_f64() / self.native.as_secs_f64();
        format!("{} | {} | {ratio:.2} | {:.2}", speed(self.native), speed(self.component), per_kilobyte / first)
    }
}

/// Screening 3 KB and 30 KB with lexicons of all sizes, in turns.
fn by_words() {
    let lexicons = LEXICONS.map(|words| {
        let pack = lexicon::compile(&rows(words)).expect("the rows compile");
        let start = Instant::now();
        let lexicon = load(pack);
        (lexicon, start.elapsed())
    });
    let options = screener::Options::default();
    let mut times = [const { [Vec::new(), Vec::new()] }; LEXICONS.len()];
    for round in 0..300 {
        for (size, bytes) in [3_000, 30_000].into_iter().enumerate() {
            let document = document::Document::plain(text(round, bytes));
            for ((lexicon, _), times) in lexicons.iter().zip(&mut times) {
                times[size].push(time(|| screener::screen(&document, lexicon, &options).expect("screened")));
            }
        }
    }
    let times = times.map(|of_lexicon| of_lexicon.map(|times| micros(median(times))));
    for ((lexicon, loading), [small, large]) in lexicons.iter().zip(&times) {
        println!(
            "| {} | {small:.1} µs | {:.2} | {large:.1} µs | {:.2} | {:.1} ms | {:.1} MB |",
            lexicon.len(),
            small / times[0][0],
            large / times[0][1],
            micros(*loading) / 1e3,
            lexicon.memory() as f64 / 1e6,
        );
    }
}

/// Rows of misspellings: two to four characters of a sentence, one of them replaced by another of the language.
fn rows(words: usize) -> String {
    let sentences: Vec<Vec<char>> = SENTENCES.iter().map(|sentence| sentence.chars().collect()).collect();
    let mut state = 1_u64;
    let mut random = |end: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % end
    };
    let mut terms = BTreeMap::new();
    while terms.len() < words {
        let sentence = &sentences[random(sentences.len())];
        let length = 2 + random(3);
        let start = random(sentence.len() - length);
        let right = &sentence[start..start + length];
        if !right.iter().all(|character| ('\u{4E00}'..='\u{9FA5}').contains(character)) {
            continue;
        }
        let mut wrong = right.to_vec();
        let code = 0x4E00 + u32::try_from(random(0x51A6)).expect("small");
        wrong[random(length)] = char::from_u32(code).expect("a character");
        let (wrong, right) = (String::from_iter(wrong), String::from_iter(right));
        if !SENTENCES.iter().any(|sentence| sentence.contains(&wrong)) {
            terms.insert(wrong, right);
        }
    }
    let mut rows = lexicon::COLUMNS.join("\t");
    for (wrong, right) in terms {
        rows.push_str(&format!("\n{wrong}\twrong\t{right}\tconfirm\texact\t\t\t\t\t\tpractice\t词表\t应为“{right}”。"));
    }
    rows
}

fn instantiate(reviewer: &Reviewer) -> Duration {
    median(
        (0..2_000).map(|_| time(|| reviewer.case_digest(&[], &String::new()).expect("the engine answers"))).collect(),
    )
}

fn compare(engine: &Engine, bytes: usize, rounds: u64) -> Times {
    let options = screen_options();
    let native_options = screener::Options::default();
    let (mut native, mut component) = (Vec::new(), Vec::new());
    for round in 0..rounds {
        let text = text(round, bytes);
        let document = document::Document::plain(&*text);
        let wit = text_document(text);
        native.push(time(|| screener::screen(&document, &engine.lexicon, &native_options).expect("screened")));
        component.push(time(|| engine.reviewer.screen(&wit, &options).expect("the engine answers").expect("screened")));
    }
    Times { native: median(native), component: median(component) }
}

/// A text like no other: sentences in an order that the number decides.
fn text(number: u64, bytes: usize) -> String {
    let mut state = number.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(1);
    let mut text = String::with_capacity(bytes + 200);
    while text.len() < bytes {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // Slips are rare in real text: the sentence that has some comes once in 64.
        let choice = (state >> 33) as usize % 64;
        text.push_str(SENTENCES[if choice == 0 { 11 } else { choice % 11 }]);
        text.push_str(&(state >> 50).to_string());
        if choice.is_multiple_of(3) {
            text.push('\n');
        }
    }
    text
}

fn time<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    let answer = work();
    let elapsed = start.elapsed();
    drop(std::hint::black_box(answer));
    elapsed
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}
