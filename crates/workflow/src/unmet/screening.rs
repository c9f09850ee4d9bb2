//! Conditions of clauses 8 and 11 on the screening of a round and on its findings.

use crate::{Facts, FindingState, Refusal, Round};

/// Conditions of clause 8: every rendition screened with the words in force, and evidence of the named system unless this is it.
pub(crate) fn screening(round: &Round, facts: &Facts) -> Vec<Refusal> {
    let mut unmet = Vec::new();
    if !facts.settings.correction_system && round.evidence.is_none() {
        let message = format!("没有“{}”的筛查记录", facts.settings.correction_name);
        let remedy = "请在该系统筛查本内容，并登记时间、人员和编号；单位配置写明本系统即该系统的除外";
        unmet.push(Refusal::new("evidence-missing", "8", message, remedy));
    }
    for rendition in &round.renditions {
        let refusal = match round.screenings.get(&rendition.digest) {
            None => Refusal::new("not-screened", "8", "内容还没有经过技术筛查", "请先对本内容进行技术筛查"),
            Some(screening) if screening.pack != facts.pack => other_words(),
            Some(screening) if screening.omitted > 0 => {
                Refusal::new("too-many-findings", "8", "问题过多，没有全部列出", "请先改正已列出的问题并重新提交")
            }
            Some(_) => continue,
        };
        unmet.push(refusal.with("channel", &*rendition.channel));
    }
    unmet
}

/// New words may block: nothing goes on before the content was screened with them.
pub(crate) fn other_words() -> Refusal {
    Refusal::new("screened-with-other-words", "8", "筛查所用的词库已更新", "请用现行词库重新筛查")
}

/// How many findings a refusal names by their keys.
const MOST_NAMED: usize = 100;

/// The findings that hold, counted and named; none when there are none.
fn named(round: &Round, holds: impl Fn(&FindingState) -> bool) -> Option<(usize, String)> {
    let keys: Vec<&str> =
        round.findings.iter().filter(|state| holds(state)).map(|state| state.finding.key.as_str()).collect();
    // A refusal names what an editor can work through; the view has all of them.
    let named = keys.get(..MOST_NAMED).unwrap_or(&keys);
    (!keys.is_empty()).then(|| (keys.len(), named.join(" ")))
}

/// Findings that a signature at this level, by this person, may not pass over. The editor signs before the reviewers have answered theirs; a
/// grave misstatement is answered by the second and by the third reviewer themselves.
pub(crate) fn findings_for(round: &Round, level: u8, person: &str) -> Vec<Refusal> {
    let mut unmet: Vec<Refusal> = prohibited(round).into_iter().chain(open(round)).collect();
    if level > 1 {
        unmet.extend(unjudged(round));
    }
    if level == 2 || level == 3 {
        unmet.extend(grave(round, |state| !state.answered_by(person)));
    }
    unmet
}

/// Findings that a release may not pass over.
pub(super) fn findings(round: &Round) -> Vec<Refusal> {
    let reviewer = |level| round.signature(level).map(|signature| signature.person.as_str());
    let answered = |state: &FindingState, level| reviewer(level).is_some_and(|person| state.answered_by(person));
    let lacks = |state: &FindingState| !(answered(state, 2) && answered(state, 3));
    prohibited(round).into_iter().chain(open(round)).chain(unjudged(round)).chain(grave(round, lacks)).collect()
}

/// What a reviewer found to belong to clause 11: no reason lifts it.
fn prohibited(round: &Round) -> Option<Refusal> {
    let (count, keys) = named(round, FindingState::is_prohibited)?;
    let message = format!("有 {count} 处经审核员判断属于严禁发布的内容，本轮不能签字和发布");
    Some(Refusal::new("prohibited-content", "11", message, "请退回采编员删除后重新提交").with("findings", keys))
}

fn open(round: &Round) -> Option<Refusal> {
    let (count, keys) = named(round, |state| state.answers.is_empty() && !state.is_for_reviewers())?;
    let message = format!("还有 {count} 处筛查发现没有处理");
    let remedy = "请改正后重新提交，或者逐条说明理由予以接受";
    Some(Refusal::new("open-findings", "8", message, remedy).with("findings", keys))
}

fn unjudged(round: &Round) -> Option<Refusal> {
    let (count, keys) = named(round, |state| state.answers.is_empty() && state.is_prohibited_content())?;
    let message = format!("还有 {count} 处疑似严禁发布的内容没有由审核员判断");
    let remedy = "请删除后重新提交，或者由审核员说明依据";
    Some(Refusal::new("open-findings", "11", message, remedy).with("findings", keys))
}

fn grave(round: &Round, lacks: impl Fn(&FindingState) -> bool) -> Option<Refusal> {
    let (count, keys) = named(round, |state| state.is_grave() && lacks(state))?;
    let message = format!("还有 {count} 处严重错误表述没有由复审人和三审人分别处理");
    let remedy = "请改正后重新提交，或者由复审人、三审人在签字前逐条说明理由";
    Some(Refusal::new("grave-findings", "8", message, remedy).with("findings", keys))
}
