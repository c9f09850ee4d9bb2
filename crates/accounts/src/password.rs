//! What a password must be (clause 14): eight characters or more of digits, letters and symbols, and not easy to guess.

use crate::pattern;
use articles::Refusal;

/// Characters of a password; the upper bound keeps hashing cheap.
const LENGTH: std::ops::RangeInclusive<usize> = 8..=128;
/// What must remain when every common piece counts as one character.
const EFFECTIVE_LENGTH: usize = 6;

/// Whose password it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Owner<'a> {
    /// The account's id, as typed at sign-in.
    pub account: &'a str,
    /// The person's name; empty when there is none.
    pub name: &'a str,
}

/// Whether a password may be set. `previous` is the one it replaces, as the person typed it just before; none at the first time.
///
/// # Errors
/// Everything that is wrong with it, at once. No refusal repeats the password.
///
/// ```
/// use accounts::{Owner, check_password};
/// let owner = Owner { account: "lihua", name: "李华" };
/// assert!(check_password("Qz7#mLk2v", owner, None).is_ok());
/// let codes: Vec<_> = check_password("lihua88", owner, None).unwrap_err().iter().map(|one| one.code).collect();
/// assert_eq!(codes, ["password-too-short", "password-classes", "password-has-account"]);
/// ```
pub fn check_password(password: &str, owner: Owner<'_>, previous: Option<&str>) -> Result<(), Vec<Refusal>> {
    let refusals: Vec<_> = [
        length(password),
        classes(password),
        blanks(password),
        names(password, owner),
        common(password),
        previous.and_then(|previous| unlike(password, previous)),
    ]
    .into_iter()
    .flatten()
    .collect();
    if refusals.is_empty() { Ok(()) } else { Err(refusals) }
}

fn refusal(code: &'static str, message: impl Into<String>, remedy: &str) -> Refusal {
    Refusal::new(code, "14", message, remedy)
}

fn length(password: &str) -> Option<Refusal> {
    let count = password.chars().count();
    if count < *LENGTH.start() {
        let message = format!("密码只有 {count} 位，须为 {} 位以上", LENGTH.start());
        return Some(refusal("password-too-short", message, "请加长密码"));
    }
    (count > *LENGTH.end()).then(|| refusal("password-too-long", format!("密码超过 {} 位", LENGTH.end()), "请缩短密码"))
}

/// Whether a character is of a kind.
type IsOne = fn(char) -> bool;

/// 数字、字母及字符: letters and digits are those of the keyboard, every other visible character counts as a symbol.
fn classes(password: &str) -> Option<Refusal> {
    let kinds: [(&str, IsOne); 3] = [
        ("数字", |character| character.is_ascii_digit()),
        ("字母", |character| character.is_ascii_alphabetic()),
        ("符号", is_symbol),
    ];
    let missing: Vec<_> = kinds.into_iter().filter(|(_, is)| !password.chars().any(is)).map(|(name, _)| name).collect();
    (!missing.is_empty()).then(|| {
        let message = format!("密码由数字、字母和符号组成，缺少{}", missing.join("、"));
        refusal("password-classes", message, "请补上缺少的一类字符")
    })
}

fn is_symbol(character: char) -> bool {
    !character.is_ascii_alphanumeric() && !character.is_whitespace() && !character.is_control()
}

/// A blank at the edge or a control character gets lost in copying, and the person is locked out.
fn blanks(password: &str) -> Option<Refusal> {
    (password.trim() != password || password.chars().any(char::is_control))
        .then(|| refusal("password-blanks", "密码首尾有空格，或者含有不可见字符", "请去掉空格和不可见字符"))
}

fn names(password: &str, owner: Owner<'_>) -> Option<Refusal> {
    let folded = password.to_lowercase();
    let contains = |part: &str, least: usize| part.chars().count() >= least && folded.contains(&part.to_lowercase());
    let message = if contains(owner.account.trim(), 3) {
        "密码中含有登录用户名"
    } else if contains(owner.name.trim(), 2) {
        "密码中含有本人姓名"
    } else {
        return None;
    };
    Some(refusal("password-has-account", message, "请换一个与用户名、姓名无关的密码"))
}

fn common(password: &str) -> Option<Refusal> {
    // Short ones are refused for their length; saying it twice would not help.
    let short = password.chars().count() < *LENGTH.start();
    (!short && pattern::effective_length(password) < EFFECTIVE_LENGTH).then(|| {
        let message = "密码主要由常见词、连续或重复的字符、键盘顺序、年份组成，容易被猜中";
        refusal("password-common", message, "请换一个没有规律的密码")
    })
}

/// A yearly change that only counts up a number is no change.
fn unlike(password: &str, previous: &str) -> Option<Refusal> {
    let core = |text: &str| text.to_lowercase().replace(|character: char| character.is_ascii_digit(), "");
    (core(password) == core(previous)).then(|| {
        let message = "新密码与原密码相同，或者只改了数字和大小写";
        refusal("password-unchanged", message, "请设置一个不同的密码")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const OWNER: Owner<'_> = Owner { account: "wangfang", name: "王芳" };

    fn codes(password: &str, previous: Option<&str>) -> Vec<&'static str> {
        check_password(password, OWNER, previous).err().unwrap_or_default().iter().map(|one| one.code).collect()
    }

    #[test]
    fn good_ones() {
        for password in ["Qz7#mLk2v", "t9&Wx-4u", "山高月小7k#水落石出", "v8!pancake-river", "Xk7#1234mQp"] {
            assert_eq!(codes(password, None), [""; 0], "{password}");
        }
    }

    #[test]
    fn each_thing_that_is_wrong() {
        for (password, code) in [
            ("Qz7#mLk", "password-too-short"),
            ("Qz7amLk2v", "password-classes"),
            ("qz#amLk-v", "password-classes"),
            ("12#45-78", "password-classes"),
            (" Qz7#mLk2v", "password-blanks"),
            ("Qz7#m\u{7}Lk2v", "password-blanks"),
            ("WangFang#7k2q", "password-has-account"),
            ("王芳k7#mLq2v", "password-has-account"),
            ("Admin@123", "password-common"),
            ("P@ssw0rd2024!", "password-common"),
            ("Abcd1234!", "password-common"),
            ("1qaz@WSX", "password-common"),
            ("aaaa1111!!!!", "password-common"),
            ("Ab1!Ab1!Ab1!", "password-common"),
        ] {
            assert!(codes(password, None).contains(&code), "{password}: {:?}", codes(password, None));
        }
        assert_eq!(codes(&"a1#".repeat(50), None), ["password-too-long", "password-common"]);
    }

    #[test]
    fn a_change_is_a_change() {
        assert_eq!(codes("River-stone7k", Some("River-Stone6k")), ["password-unchanged"]);
        assert_eq!(codes("River-stone7k", Some("Lake-stone7k")), [""; 0]);
    }

    #[test]
    fn refusals_do_not_repeat_the_password() {
        let password = "wangfang";
        for refusal in check_password(password, OWNER, Some(password)).unwrap_err() {
            assert!(!refusal.message.contains(password) && refusal.message.starts_with("第十四条："), "{refusal:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_accepted_has_the_three_classes(password in "\\PC{0,20}") {
            if check_password(&password, OWNER, None).is_ok() {
                prop_assert!(password.chars().count() >= 8);
                prop_assert!(password.bytes().any(|byte| byte.is_ascii_digit()));
                prop_assert!(password.bytes().any(|byte| byte.is_ascii_alphabetic()));
                prop_assert!(password.chars().any(is_symbol));
            }
        }
    }
}
