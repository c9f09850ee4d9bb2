//! Whatever is changed in a token or a key, it is refused, and nothing panics.

#![expect(clippy::unwrap_used, clippy::string_slice, reason = "a test fails by panicking; a token is ASCII")]

use permit_token::{Expected, PublicKey, Refused, SecretKey, Token};
use proptest::prelude::*;
use std::sync::LazyLock;

const CLAIMS: &str = r#"{"action":"publish","case_digest":"sm3:1","channel":"portal","digest":"sm3:2","event":6,"expires":2000,"id":"item-1.6","issued":1000,"item":"item-1","not_before":1000,"pack":"sm3:3","person":"wu-jing","round":1,"single_use":true,"site":"portal-demo","version":1}"#;

static KEY: LazyLock<SecretKey> = LazyLock::new(|| SecretKey::generate().unwrap());
static TOKEN: LazyLock<String> = LazyLock::new(|| Token::sign(&KEY, CLAIMS.as_bytes()).unwrap());

fn verify(token: &str, key: &PublicKey) -> Result<permit_token::Claims, Refused> {
    Token::read(token)?.verify(key)
}

#[test]
fn what_was_signed_is_verified() {
    let claims = verify(&TOKEN, KEY.public()).unwrap();
    assert_eq!((claims.item.as_str(), claims.event, claims.expires), ("item-1", 6, 2000));
    assert_eq!(serde_json::to_string(&claims).unwrap(), CLAIMS, "the claims' fields are in canonical order");
    let read = PublicKey::from_pem(KEY.public().to_pem()).unwrap();
    assert!(verify(&format!(" {}\n", *TOKEN), &read).is_ok());
    assert_eq!(read.id().len(), 16);
    let again = SecretKey::from_pem(&KEY.to_pem().unwrap()).unwrap();
    assert_eq!(Token::sign(&again, CLAIMS.as_bytes()).unwrap(), *TOKEN, "the same key signs the same");
    assert!(!format!("{:?}", *KEY).contains(KEY.to_pem().unwrap().lines().nth(1).unwrap()));
}

#[test]
fn every_wrong_token_has_its_code() {
    let other = SecretKey::generate().unwrap();
    assert_eq!(verify(&TOKEN, other.public()).unwrap_err(), Refused::OtherKey);
    let [form, id, claims, signature] = TOKEN.split('.').collect::<Vec<_>>().try_into().unwrap();
    let renamed = format!("{form}.{}.{claims}.{signature}", other.public().id());
    assert_eq!(verify(&renamed, other.public()).unwrap_err(), Refused::Signature);
    assert_eq!(verify(&format!("xsp2.{id}.{claims}.{signature}"), KEY.public()).unwrap_err(), Refused::Version);
    let cut = "A".repeat(9000);
    for text in
        ["", "xsp1", "...", "xsp1.a.b", "xsp1.a.b.c.d", "证.a.b.c", &cut, &TOKEN[..TOKEN.len() - 1], &TOKEN[1..]]
    {
        assert_eq!(verify(text, KEY.public()).unwrap_err(), Refused::Malformed, "{text}");
    }
    for claims in ["", "{}", "[]", &CLAIMS.replace("true", "false"), &CLAIMS.replace("\"round\":1,", "")] {
        let token = Token::sign(&KEY, claims.as_bytes()).unwrap();
        assert_eq!(verify(&token, KEY.public()).unwrap_err(), Refused::Malformed, "{claims}");
    }
    let later = Token::sign(&KEY, CLAIMS.replace("\"version\":1", "\"version\":2,\"z\":0").as_bytes()).unwrap();
    assert_eq!(verify(&later, KEY.public()).unwrap_err(), Refused::Version);
}

#[test]
fn a_permit_is_for_one_thing_and_for_its_time() {
    let claims = verify(&TOKEN, KEY.public()).unwrap();
    let all = Expected {
        site: Some("portal-demo"),
        item: Some("item-1"),
        action: Some("publish"),
        channel: Some("portal"),
        digest: Some("sm3:2"),
    };
    assert_eq!(claims.covers(&all), Ok(()));
    assert_eq!(claims.covers(&Expected::default()), Ok(()));
    for (expected, refused) in [
        (Expected { site: Some("other"), ..all }, Refused::OtherSite),
        (Expected { item: Some("item-2"), ..all }, Refused::OtherItem),
        (Expected { channel: Some("wechat"), ..all }, Refused::OtherChannel),
        (Expected { action: Some("update"), ..all }, Refused::WrongAction),
        (Expected { digest: Some("sm3:1"), ..all }, Refused::ContentChanged),
    ] {
        assert_eq!(claims.covers(&expected), Err(refused));
        assert!(!refused.remedy().is_empty() && refused.message().starts_with("第四条"));
    }
    for (now, expected) in [(999, Err(Refused::NotYet)), (1000, Ok(())), (1999, Ok(())), (2000, Err(Refused::Expired))]
    {
        assert_eq!(claims.in_window(now), expected, "{now}");
    }
}

#[test]
fn every_single_byte_of_a_token_counts() {
    for at in 0..TOKEN.len() {
        for change in [1, 2, 4, 0x20, 0x40] {
            let mut bytes = TOKEN.clone().into_bytes();
            bytes[at] ^= change;
            let changed = String::from_utf8(bytes).unwrap();
            assert!(verify(&changed, KEY.public()).is_err(), "byte {at}: {changed}");
        }
        assert!(verify(&TOKEN[..at], KEY.public()).is_err(), "cut at {at}");
    }
}

#[test]
fn every_single_byte_of_a_key_counts() {
    let pem = KEY.public().to_pem();
    for at in 0..pem.len() {
        for change in [1, 2, 7, 0x20, 0x40] {
            let mut bytes = pem.as_bytes().to_vec();
            bytes[at] ^= change;
            let read = PublicKey::from_pem(&String::from_utf8(bytes).unwrap());
            assert!(read.is_err_and(|error| !error.to_string().is_empty()), "byte {at}");
        }
    }
    assert!(PublicKey::from_pem(&pem.replace('\n', "\r\n")).is_ok());
    assert!(PublicKey::from_pem(pem.trim_end()).is_ok());
    assert!(SecretKey::from_pem(pem).is_err() && PublicKey::from_pem(&KEY.to_pem().unwrap()).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_refused(text in "\\PC{0,200}", fields in "[a-zA-Z0-9_-]{0,40}(\\.[a-zA-Z0-9_-]{0,99}){3}") {
        for token in [text.clone(), fields.clone(), format!("xsp1.{}.{fields}", KEY.public().id())] {
            prop_assert!(verify(&token, KEY.public()).is_err());
        }
        prop_assert!(PublicKey::from_pem(&text).is_err() && SecretKey::from_pem(&text).is_err());
    }

    #[test]
    fn any_replaced_byte_is_refused(at in 0..TOKEN.len(), byte in 0x21_u8..0x7F) {
        let mut bytes = TOKEN.clone().into_bytes();
        prop_assume!(bytes[at] != byte);
        bytes[at] = byte;
        prop_assert!(verify(&String::from_utf8(bytes).unwrap(), KEY.public()).is_err());
    }
}
