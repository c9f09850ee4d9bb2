//! How long screening takes natively, on distinct texts.
//!
//! `cargo run --release -p screener --example speed -- [--model] [--rules] [--only KILOBYTES]`
//!
//! `--model` adds the corrector's model, `--rules` lists what is saved without each rule, `--only` measures one
//! size. Times are medians, and the processor's time beside them.

#![expect(clippy::print_stdout, reason = "a tool for people at a terminal")]

#[path = "support/words.rs"]
mod words;

use document::Document;
use lexicon::{Level, Lexicon};
use screener::{Options, RULES, screen};
use std::error::Error;
use std::time::Instant;

/// Kilobytes of a text, and how many of them are screened.
const SIZES: [(usize, u64); 5] = [(3, 3_000), (30, 400), (300, 100), (3_000, 12), (10_000, 4)];

/// Sentences of official prose, one with slips, that texts are put together from.
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

fn main() -> Result<(), Box<dyn Error>> {
    let (mut model, mut rules, mut only) = (false, false, None);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--model" => model = true,
            "--rules" => rules = true,
            "--only" => only = Some(arguments.next().ok_or("--only needs a number")?.parse::<usize>()?),
            other => return Err(format!("unknown argument {other}").into()),
        }
    }
    let lexicon = if model { words::base()? } else { words::rows()? };
    screener::prepare();
    if rules {
        return of_rules(&lexicon, only.unwrap_or(30));
    }
    for (kilobytes, rounds) in SIZES.into_iter().filter(|(size, _)| only.is_none_or(|only| only == *size)) {
        let (median, used) = time(&lexicon, &Options::default(), kilobytes * 1_000, rounds)?;
        let speed = |micros: f64| kilobytes as f64 * 1_000.0 / micros;
        println!(
            "{kilobytes:>6} KB {median:>11.1} µs {:>6.1} MB/s   processor {used:>11.1} µs {:>6.1} MB/s",
            speed(median),
            speed(used)
        );
    }
    Ok(())
}

/// What each rule costs that an agency may switch off, the dearest first: what is saved without it.
fn of_rules(lexicon: &Lexicon, kilobytes: usize) -> Result<(), Box<dyn Error>> {
    let without = |code: &str| Options {
        profile: format!(
            r#"{{"agency":"某局","site":"a","sections":[{{"id":"a","name":"甲科"}}],"channels":[{{"id":"p","name":"门户"}}],"screening":{{"disabled_rules":["{code}"]}}}}"#
        ),
        ..Options::default()
    };
    let bytes = kilobytes * 1_000;
    let rounds = (6_000 / kilobytes as u64).clamp(8, 400);
    let (_, all) = time(lexicon, &Options::default(), bytes, rounds)?;
    let mut costs = Vec::new();
    for rule in RULES.iter().filter(|rule| rule.level < Level::Block) {
        costs.push((all - time(lexicon, &without(rule.code), bytes, rounds)?.1, rule.code));
    }
    costs.sort_by(|one, other| other.0.total_cmp(&one.0));
    println!("{kilobytes} KB: {all:.1} µs with all rules");
    for (cost, code) in costs {
        println!("{cost:>10.1} µs {:>6.2} ns/byte  {code}", cost * 1e3 / bytes as f64);
    }
    Ok(())
}

/// The median of screening so many texts and the processor's time for one of them, in microseconds.
fn time(lexicon: &Lexicon, options: &Options, bytes: usize, rounds: u64) -> Result<(f64, f64), Box<dyn Error>> {
    let documents: Vec<Document> = (0..rounds).map(|round| Document::plain(text(round, bytes))).collect();
    let mut times = Vec::new();
    let before = processor();
    for document in &documents {
        let start = Instant::now();
        let report = screen(document, lexicon, options).map_err(|error| format!("{error:?}"))?;
        times.push(start.elapsed().as_secs_f64() * 1e6);
        drop(std::hint::black_box(report));
    }
    let used = (processor() - before) / rounds as f64;
    times.sort_by(f64::total_cmp);
    Ok((times.get(times.len() / 2).copied().ok_or("no rounds")?, used))
}

/// Processor time of this process in microseconds, where the system tells it in hundredths of a second; otherwise 0. On a busy machine it is the
/// figure to compare.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(2).filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() * 1e4
}

/// A text like no other: sentences in an order that the number decides, as in the benchmark of the component.
fn text(number: u64, bytes: usize) -> String {
    let mut state = number.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(1);
    let mut text = String::with_capacity(bytes + 200);
    while text.len() < bytes {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // Slips are rare in real text: the sentence that has some comes once in 64.
        let choice = (state >> 33) as usize % 64;
        text.push_str(SENTENCES.get(if choice == 0 { 11 } else { choice % 11 }).copied().unwrap_or_default());
        text.push_str(&(state >> 50).to_string());
        if choice.is_multiple_of(3) {
            text.push('\n');
        }
    }
    text
}
