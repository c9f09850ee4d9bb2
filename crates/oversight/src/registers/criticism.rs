//! 通报批评 (clause 8): sections that published without screening. Issued by people, for what went out; an attempt that was blocked is no
//! ground.

use super::values;
use crate::asked::Asked;
use crate::register::{Allowed, Register};
use crate::roles::{PRINCIPAL_LEADER, SUPERVISOR};
use crate::{Task, check};
use articles::Refusal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is entered.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Command {
    /// A criticism.
    Issue(Criticism),
    /// It was wrong.
    Revoke { criticism: u64, reason: String },
}

/// A criticism.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Criticism {
    pub(crate) section: String,
    pub(crate) number: String,
    /// The meeting or the leader that decided.
    pub(crate) decided_by: String,
    pub(crate) date: String,
    pub(crate) items: Vec<Unscreened>,
    pub(crate) text: String,
}

/// What was published without screening, by the host's list.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Unscreened {
    pub(crate) item: String,
    /// Milliseconds UTC; 0 when it never went out.
    pub(crate) published_at: u64,
    screened: bool,
}

/// The register.
#[derive(Default, Serialize)]
pub(crate) struct Criticisms {
    #[serde(serialize_with = "values")]
    criticisms: BTreeMap<u64, Issued>,
}

#[derive(Serialize)]
struct Issued {
    id: u64,
    #[serde(flatten)]
    criticism: Criticism,
    revoked: bool,
}

impl Criticisms {
    /// A criticism that was not revoked.
    pub(crate) fn in_force(&self, number: u64) -> Option<&Criticism> {
        self.criticisms.get(&number).filter(|issued| !issued.revoked).map(|issued| &issued.criticism)
    }
}

fn issue(asked: &Asked<'_>, criticism: &Criticism) -> Result<Allowed, Refusal> {
    asked.require("8", &[SUPERVISOR, PRINCIPAL_LEADER], "通报批评")?;
    check::id("8", "科室", &criticism.section)?;
    check::short("8", "文号", &criticism.number)?;
    check::short("8", "决定机构", &criticism.decided_by)?;
    check::past_date("8", "决定日期", &criticism.date, asked.today())?;
    check::text("8", "通报内容", &criticism.text)?;
    let items: Vec<_> = criticism.items.iter().map(|one| one.item.clone()).collect();
    check::ids("8", "未筛查的信息", &items)?;
    for one in &criticism.items {
        if one.published_at == 0 || one.published_at > asked.now {
            let message = format!("信息“{}”没有发布，被拦下的发布不在通报批评之列", one.item);
            return Err(Refusal::new("not-published", "8", message, "请只列已经发布的信息"));
        }
        if one.screened {
            let message = format!("信息“{}”发布前作过筛查", one.item);
            return Err(Refusal::new("was-screened", "8", message, "请只列未经筛查的信息"));
        }
    }
    Ok(("criticism-issued", "8"))
}

impl Register for Criticisms {
    type Command = Command;

    fn decide(&self, asked: &Asked<'_>, command: &Command) -> Result<Allowed, Refusal> {
        match command {
            Command::Issue(criticism) => issue(asked, criticism),
            Command::Revoke { criticism, reason } => {
                asked.require("8", &[SUPERVISOR, PRINCIPAL_LEADER], "通报批评的撤销")?;
                let issued = check::found(self.criticisms.get(criticism), "8", "通报批评", *criticism)?;
                check::refuse_if(issued.revoked, "already-revoked", "8", "已经撤销", "不必重复登记")?;
                check::text("8", "理由", reason)?;
                Ok(("criticism-revoked", "8"))
            }
        }
    }

    fn apply(&mut self, asked: &Asked<'_>, command: Command) {
        match command {
            Command::Issue(criticism) => {
                self.criticisms.insert(asked.id, Issued { id: asked.id, criticism, revoked: false });
            }
            Command::Revoke { criticism, .. } => {
                if let Some(issued) = self.criticisms.get_mut(&criticism) {
                    issued.revoked = true;
                }
            }
        }
    }

    /// People decide whether to criticise; nothing asks them to.
    fn tasks(&self, _now: u64) -> Vec<Task> {
        Vec::new()
    }
}
