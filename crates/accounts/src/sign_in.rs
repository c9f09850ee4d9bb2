//! Signing in (clauses 14 and 15): where from, by what proof, and whether somebody is in already.

use crate::{PasswordState, Zone};
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

/// How a person proves who they are, as far as the host has checked it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// The password was wrong, or there is no such person; which of these is not told.
    Wrong,
    /// The person's own password.
    Password,
    /// A one-time link of an administrator, unused until now.
    Link,
}

/// A sign-in whose proof the host has checked.
#[derive(Clone, Copy, Debug)]
pub struct SignIn<'a> {
    /// The person's id.
    pub person: &'a str,
    /// The address it comes from.
    pub address: &'a str,
    /// Where that is, by [`crate::zone_of`].
    pub zone: Zone,
    /// What proves the person.
    pub proof: Proof,
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
    /// No session, and no other one until an administrator has issued a one-time link: who knows the password cannot be told from who owns it.
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
    if let Err(refusal) = place(request.zone).and_then(|()| proved(request)) {
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
pub(crate) fn place(zone: Zone) -> Result<(), Refusal> {
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

/// What is wrong is not told, so that nobody learns who has an account here.
fn proved(request: &SignIn<'_>) -> Result<(), Refusal> {
    if request.proof == Proof::Wrong {
        let remedy = "请核对后重试；没有密码或者忘记密码的，请向管理员领取一次性登录链接";
        return Err(Refusal::new("wrong-password", "14", "人员编号或密码不正确", remedy));
    }
    Ok(())
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
    Refusal::new("account-locked", "14", message, "请当面找管理员核实身份，领取一次性登录链接后重新设置密码")
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

#[cfg(test)]
mod tests {
    use super::*;

    fn request(zone: Zone, live: &[LiveSession], take_over: TakeOver) -> SignIn<'_> {
        SignIn {
            person: "wang",
            address: "10.1.0.2",
            zone,
            proof: Proof::Password,
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
        let old =
            SignIn { password: PasswordState::Overdue { due: 1 }, ..request(Zone::Office, &[], TakeOver::NotAsked) };
        assert_eq!(sign_in(&old).outcome, Outcome::ChangePassword);
        let voided = SignIn { proof: Proof::Link, password: PasswordState::MustChange, ..old };
        let verdict = sign_in(&voided);
        assert_eq!(verdict.outcome, Outcome::ChangePassword);
        assert!(verdict.notice.unwrap().contains("设置新密码"));
    }

    #[test]
    fn a_link_opens_a_session_and_asks_for_a_password() {
        let first = SignIn {
            proof: Proof::Link,
            password: PasswordState::Unset,
            ..request(Zone::Office, &[], TakeOver::NotAsked)
        };
        let verdict = sign_in(&first);
        assert_eq!(verdict.outcome, Outcome::Allow);
        assert!(verdict.notice.unwrap().contains("自行设置"));
    }

    #[test]
    fn what_proves_nobody_is_refused_alike_and_ends_nothing() {
        let sessions = live("10.1.0.3");
        for password in [PasswordState::Good { due: 1 }, PasswordState::Unset, PasswordState::MustChange] {
            for take_over in [TakeOver::NotAsked, TakeOver::Mine, TakeOver::NotMine] {
                let asked = SignIn { proof: Proof::Wrong, password, ..request(Zone::Office, &sessions, take_over) };
                let verdict = sign_in(&asked);
                let Outcome::Refuse(refusal) = verdict.outcome else { panic!("{password:?} is refused") };
                assert_eq!((refusal.code, refusal.clause), ("wrong-password", "14"));
                assert!(verdict.end.is_empty() && verdict.alerts.is_empty());
            }
        }
    }
}
