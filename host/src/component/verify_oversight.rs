//! What a component answers about registers, checked like everything else it says.

use super::{
    super::{
        bindings::{Context, Entry, EntryFailure, Observation, OversightTask},
        failure::EngineFailure,
    },
    Checked, MAX_NEW_EVENTS, MAX_TEXT, code, digest, ensure, name, sentence,
};

/// Entries to append to a register: consecutive, by the asking person, not before the entry before, bounded.
pub(crate) fn entries(new: &[Entry], history: &[Entry], context: &Context) -> Checked {
    ensure(!new.is_empty(), "没有产生登记")?;
    ensure(new.len() <= MAX_NEW_EVENTS, "登记数量")?;
    let (mut id, mut at) = history.last().map_or((0, 0), |entry| (entry.id, entry.at));
    for entry in new {
        ensure(id.checked_add(1) == Some(entry.id), "登记序号不连续")?;
        ensure(entry.at >= at, "登记时间倒退")?;
        ensure(entry.actor == context.actor.person, "登记记在他人名下")?;
        code(&entry.kind, "登记类型")?;
        code(&entry.clause, "条款")?;
        ensure(entry.version >= 1, "登记版本")?;
        ensure(entry.body.len() <= MAX_TEXT, "登记内容长度")?;
        (id, at) = (entry.id, entry.at);
    }
    Ok(())
}

/// A task as pages show it.
pub(crate) fn task(task: &OversightTask) -> Checked {
    code(&task.code, "待办代码")?;
    code(&task.clause, "条款")?;
    name(&task.register, "登记簿")?;
    sentence(&task.message, "待办说明")
}

/// What an item of a site was judged to be.
pub(crate) fn observation(seen: &Observation) -> Checked {
    code(&seen.code, "比对结果代码")?;
    seen.digest.iter().try_for_each(|it| digest(it))?;
    sentence(&seen.summary, "比对结果说明")?;
    sentence(&seen.details, "比对结果详情")
}

/// An answer about a list: when it says that the list does not hold, it speaks of this list.
pub(crate) fn answer<T>(
    answer: Result<T, EntryFailure>,
    length: usize,
) -> Result<Result<T, EntryFailure>, EngineFailure> {
    if let Err(failure) = &answer {
        ensure(failure.entry <= length as u64, "指出的登记不存在")?;
        code(&failure.code, "失败代码")?;
        sentence(&failure.message, "失败说明")?;
    }
    Ok(answer)
}
