//! What a component can answer about accounts, and what the host does not take from it.

use crate::made::hostile;
use xianshen_host::component::FailureKind;
use xianshen_host::component::bindings::{Owner, PasswordRecord, Proof, SignInRequest, TakeOver, Zone};

const PASSWORD: &str = "Qz7#mLk2v";

#[test]
fn an_answer_never_repeats_a_password() {
    let check = |account: &str, previous| {
        hostile().check_password(PASSWORD, &Owner { account: account.into(), name: String::new() }, previous)
    };
    for account in ["tell-tale", "no-reason"] {
        let failure = check(account, None).expect_err(account);
        assert!(matches!(failure.kind, FailureKind::BadResult(_)), "{account}: {failure:?}");
        assert!(!format!("{failure:?}{}", failure.message()).contains(PASSWORD), "{account}");
    }
    assert_eq!(check("loop", Some(PASSWORD)).expect_err("loop").kind, FailureKind::FuelLimit);
    assert_eq!(check("lin-xiao", Some(PASSWORD)).expect("answered"), Ok(()));
}

#[test]
fn a_sign_in_ends_no_session_of_somebody_else() {
    let sign_in = |person: &str| {
        let request = SignInRequest {
            person: person.into(),
            address: "10.1.0.2".into(),
            zone: Zone::Office,
            proof: Proof::Password,
            password: PasswordRecord { set_at: Some(1_000), must_change: false },
            live: Vec::new(),
            take_over: TakeOver::NotAsked,
            attributes: Vec::new(),
        };
        hostile().sign_in(&request, 2_000)
    };
    let failure = sign_in("ends-others").expect_err("a session that is not the account's");
    assert!(matches!(failure.kind, FailureKind::BadResult(_)), "{failure:?}");
    assert!(sign_in("lin-xiao").is_ok());
}
