//! The samples that a component must judge rightly before it is taken into use.

use super::bindings::Level;
use super::{FailureKind, Reviewer, screen_options, text_document};

/// A document with a state-secret mark as a title page carries it.
const MARKED: &str = "机密★10年\n\n关于报送有关情况的请示\n\n现将有关情况报告如下。\n";
/// A plain notice with nothing to find.
const PLAIN: &str = "本局定于今年九月开展法律知识讲座，欢迎市民参加。\n";

/// Screen the samples.
///
/// # Errors
/// One Chinese sentence that names the sample and what went wrong.
pub(super) fn run(reviewer: &Reviewer) -> Result<(), String> {
    let screen = |text: &str, sample: &str| {
        let answer = reviewer.screen(&text_document(text), &screen_options());
        let report = answer.map_err(|failure| format!("{sample}：{}（{}）", failure.message(), kind(failure.kind)))?;
        report.map_err(|_| format!("{sample}：按默认设置审查被拒绝"))
    };
    let marked = screen(MARKED, "带国家秘密标志的样本")?;
    if !marked.secrecy_stop || !marked.findings.iter().any(|finding| finding.level == Level::Block) {
        return Err("带国家秘密标志的样本未被拦下".to_owned());
    }
    let plain = screen(PLAIN, "普通样本")?;
    if plain.secrecy_stop || plain.findings.iter().any(|finding| finding.level == Level::Block) {
        return Err("普通样本被误拦".to_owned());
    }
    Ok(())
}

fn kind(kind: FailureKind) -> &'static str {
    kind.code()
}
