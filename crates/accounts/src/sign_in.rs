//! Signing in (clauses 14 and 15): where from, with what password, and whether somebody is in already.

use crate::{Grant, PasswordState, Zone, grant_for};
use articles::Refusal;

/// A session of the same account that is still alive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LiveSession {
    /// The host's id of the session.
    pub session: String,
    /// The address it is used from.
    pub address: String,
    /// The name of the network, or of the device, as people know it.
    pub place: String,
}

/// The person's answer to "somebody is using this account from another address".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TakeOver {
    /// Not asked yet.
    #[default]
    NotAsked,
    /// It is me: end the other one.
    Mine,
    /// It is not me: somebody knows the password.
    NotMine,
}

/// A sign-in whose password the host has checked.
#[derive(Clone, Copy, Debug)]
pub struct SignIn<'a> {
    /// The person's id.
    pub person: &'a str,
    /// The address it comes from.
    pub address: &'a str,
    /// Where that is, by [`crate::zone_of`].
    pub zone: Zone,
    /// The password's age.
    pub password: PasswordState,
    /// Sessions of the account that are alive.
    pub live: &'a [LiveSession],
    /// The answer to the question, when it was asked.
    pub take_over: TakeOver,
}

/// What the host does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// No session.
    Refuse(Refusal),
    /// No session yet: ask this question and sign in again with the answer.
    Ask(String),
    /// A session that can do nothing but change the password.
    ChangePassword,
    /// No session, and no other one until an administrator has set a one-time password: who knows the password cannot be told from who owns
    /// it.
    Lock(Refusal),
    /// A session.
    Allow,
}

/// What somebody must hear about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// Stable code.
    pub code: &'static str,
    /// One Chinese sentence, for the person, the other session and the administrator.
    pub message: String,
}

/// The answer to a sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// What to do.
    pub outcome: Outcome,
    /// Sessions to end.
    pub end: Vec<String>,
    /// To be recorded and shown.
    pub alerts: Vec<Alert>,
    /// What the person reads after signing in; none when there is nothing to say.
    pub notice: Option<String>,
}

/// What follows from a sign-in. Net cafés and public Wi-Fi are refused whatever else holds, as are networks on no list; a second address
/// raises an alert and a question, it never takes over silently.
#[must_use]
pub fn sign_in(request: &SignIn<'_>) -> Verdict {
    if let Err(refusal) = place(request.zone) {
        return Verdict { outcome: Outcome::Refuse(refusal), end: Vec::new(), alerts: Vec::new(), notice: None };
    }
    let others: Vec<_> = request.live.iter().filter(|session| session.address != request.address).collect();
    let alerts: Vec<_> = others.iter().map(|other| two_addresses(request, other)).collect();
    let all = || request.live.iter().map(|session| session.session.clone()).collect();
    match request.take_over {
        TakeOver::NotMine => Verdict {
            outcome: Outcome::Lock(locked()),
            end: all(),
            alerts: alerts.into_iter().chain([stolen(request.person)]).collect(),
            notice: None,
        },
        TakeOver::NotAsked if !others.is_empty() => {
            Verdict { outcome: Outcome::Ask(question(&others)), end: Vec::new(), alerts, notice: None }
        }
        _ => Verdict {
            outcome: if request.password.allows_work() { Outcome::Allow } else { Outcome::ChangePassword },
            end: others.iter().map(|other| other.session.clone()).collect(),
            alerts,
            notice: request.password.notice(),
        },
    }
}

/// Whether the platform may be used from a place at all.
fn place(zone: Zone) -> Result<(), Refusal> {
    match zone {
        Zone::Office | Zone::Outside => Ok(()),
        Zone::Public => {
            let message = "不得在网吧和公共 Wi-Fi 网络环境下使用发布平台";
            Err(Refusal::new("public-network", "15", message, "请回到办公环境，或者使用已登记的网络"))
        }
        Zone::Unlisted => {
            let message = "所在网络没有登记，不能确认不是网吧或公共 Wi-Fi";
            Err(Refusal::new("unlisted-network", "15", message, "请使用已登记的网络，或者请管理员登记这一网段"))
        }
    }
}

fn two_addresses(request: &SignIn<'_>, other: &LiveSession) -> Alert {
    let message = format!(
        "第十四条：账号“{}”正在 {} 使用，同时从 {} 登录，账号不得给他人使用。",
        request.person,
        described(other),
        request.address
    );
    Alert { code: "two-addresses", message }
}

fn locked() -> Refusal {
    let message = "密码可能已被他人知道，账号已停用，登录用户名和密码不得给他人使用";
    Refusal::new("account-locked", "14", message, "请当面找管理员核实身份，由管理员设置一次性密码后重新登录")
}

fn stolen(person: &str) -> Alert {
    let message = format!("第十四条：账号“{person}”的使用人说明另一处登录不是本人，密码可能已泄露，账号已停用。");
    Alert { code: "password-leaked", message }
}

fn described(session: &LiveSession) -> String {
    if session.place.is_empty() {
        session.address.clone()
    } else {
        format!("{}（{}）", session.place, session.address)
    }
}

fn question(others: &[&LiveSession]) -> String {
    let places: Vec<_> = others.iter().map(|other| described(other)).collect();
    format!(
        "这一账号正在另一地址使用：{}。是您本人吗？是本人的，那边的登录将退出；不是本人的，账号将停用，由管理员当面核实后恢复。",
        places.join("、")
    )
}

/// On what ground a person may publish from where they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Publishing<'a> {
    /// In working hours and in the office.
    Regular,
    /// Under this grant.
    Granted(&'a Grant),
}

/// Whether a person may publish now (clause 15). `working_hours` is what the calendar says; none when it does not know, which counts as out
/// of hours. A grant replaces hours and office, never a signature, and never opens a public network.
///
/// # Errors
/// A network that must not be used, or no grant.
pub fn publishing<'a>(
    zone: Zone,
    working_hours: Option<bool>,
    grants: &'a [Grant],
    person: &str,
    now: u64,
) -> Result<Publishing<'a>, Refusal> {
    place(zone)?;
    let in_office = zone == Zone::Office;
    if in_office && working_hours == Some(true) {
        return Ok(Publishing::Regular);
    }
    if let Some(grant) = grant_for(grants, person, now) {
        return Ok(Publishing::Granted(grant));
    }
    let message = match (in_office, working_hours) {
        (false, _) => "在办公环境外发布，须临时开通操作权限",
        (true, None) => "工作日历不能说明现在是否工作时间，按非工作时间处理，发布须临时开通操作权限",
        (true, Some(_)) => "在非工作时间发布，须临时开通操作权限",
    };
    Err(Refusal::new("no-grant", "15", message, "请在工作时间到办公环境发布，或者向网站负责同志申请临时开通"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(zone: Zone, live: &[LiveSession], take_over: TakeOver) -> SignIn<'_> {
        SignIn {
            person: "wang",
            address: "10.1.0.2",
            zone,
            password: PasswordState::Good { due: 30_000 },
            live,
            take_over,
        }
    }

    fn live(address: &str) -> Vec<LiveSession> {
        vec![LiveSession { session: "s1".into(), address: address.into(), place: "办公网".into() }]
    }

    #[test]
    fn places() {
        for (zone, code) in [(Zone::Public, "public-network"), (Zone::Unlisted, "unlisted-network")] {
            for take_over in [TakeOver::NotAsked, TakeOver::Mine, TakeOver::NotMine] {
                let verdict = sign_in(&request(zone, &live("10.1.0.3"), take_over));
                let Outcome::Refuse(refusal) = verdict.outcome else { panic!("{zone:?} is refused") };
                assert_eq!((refusal.code, refusal.clause), (code, "15"));
                assert!(verdict.end.is_empty(), "a refused sign-in ends nobody's session");
            }
        }
        for zone in [Zone::Office, Zone::Outside] {
            assert_eq!(sign_in(&request(zone, &[], TakeOver::NotAsked)).outcome, Outcome::Allow);
        }
    }

    #[test]
    fn a_second_address_asks_first() {
        let sessions = live("10.1.0.3");
        let asked = sign_in(&request(Zone::Office, &sessions, TakeOver::NotAsked));
        assert!(matches!(&asked.outcome, Outcome::Ask(question) if question.contains("办公网（10.1.0.3）")));
        assert!(asked.end.is_empty() && asked.alerts[0].code == "two-addresses");
        let mine = sign_in(&request(Zone::Office, &sessions, TakeOver::Mine));
        assert_eq!((mine.outcome, mine.end, mine.alerts.len()), (Outcome::Allow, vec!["s1".to_owned()], 1));
        let stolen = sign_in(&request(Zone::Office, &sessions, TakeOver::NotMine));
        assert!(matches!(&stolen.outcome, Outcome::Lock(refusal) if refusal.clause == "14"));
        assert_eq!(stolen.end, ["s1"]);
        assert_eq!(stolen.alerts.last().unwrap().code, "password-leaked");
    }

    #[test]
    fn the_same_address_is_no_alert() {
        let sessions = live("10.1.0.2");
        let verdict = sign_in(&request(Zone::Office, &sessions, TakeOver::NotAsked));
        assert_eq!((verdict.outcome, verdict.alerts, verdict.end), (Outcome::Allow, vec![], vec![]));
    }

    #[test]
    fn an_old_password_only_opens_its_change() {
        let old = SignIn { password: PasswordState::MustChange, ..request(Zone::Office, &[], TakeOver::NotAsked) };
        let verdict = sign_in(&old);
        assert_eq!(verdict.outcome, Outcome::ChangePassword);
        assert!(verdict.notice.unwrap().contains("一次性密码"));
    }

    #[test]
    fn publishing_needs_hours_and_office_or_a_grant() {
        let grants =
            [Grant { persons: vec!["wang".into()], starts: 0, ends: 10, granted_by: "r".into(), ..Grant::default() }];
        let code = |zone, hours, now| publishing(zone, hours, &grants, "wang", now).map_err(|refusal| refusal.code);
        assert_eq!(code(Zone::Office, Some(true), 99), Ok(Publishing::Regular));
        for (zone, hours) in [(Zone::Office, Some(false)), (Zone::Office, None), (Zone::Outside, Some(true))] {
            assert_eq!(code(zone, hours, 9), Ok(Publishing::Granted(&grants[0])));
            assert_eq!(code(zone, hours, 10), Err("no-grant"));
        }
        assert_eq!(code(Zone::Public, Some(true), 9), Err("public-network"));
        assert_eq!(code(Zone::Unlisted, Some(true), 9), Err("unlisted-network"));
    }
}
