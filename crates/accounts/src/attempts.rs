//! How often a password may be tried (clause 14): after some wrong ones a wait that doubles, for each person and for each address.

use crate::{Zone, sign_in::place};
use articles::Refusal;

/// Wrong passwords of one person before the first wait.
const OF_PERSON: usize = 5;
/// Wrong passwords from one address before the first wait: a whole office may share one.
const OF_ADDRESS: usize = 20;
const SECOND_MS: u64 = 1_000;
const MINUTE_MS: u64 = 60 * SECOND_MS;
/// The longest wait: guessing is hopeless by then, and nobody is locked out for a day by somebody else.
const LONGEST_MS: u64 = 30 * MINUTE_MS;

/// How long a wrong password counts, milliseconds: a day.
pub const COUNTED_MS: u64 = 24 * 60 * MINUTE_MS;

/// Whether a password may be tried now from a place. Moments of wrong ones in milliseconds UTC, in any order; those tried at this moment and not
/// yet judged count too. What is asked for is never named: it could be a password in the wrong field.
///
/// # Errors
/// A network that must not be used (clause 15); a wait (clause 14), in seconds as `wait_seconds`.
///
/// ```
/// use accounts::{Zone, check_attempt};
/// let five = [1_000, 2_000, 3_000, 4_000, 5_000];
/// assert_eq!(check_attempt(Zone::Office, &five, &[], 6_000).unwrap_err().code, "too-many-attempts");
/// assert!(check_attempt(Zone::Office, &five, &[], 65_000).is_ok());
/// ```
pub fn check_attempt(zone: Zone, of_person: &[u64], of_address: &[u64], now: u64) -> Result<(), Refusal> {
    place(zone)?;
    wait("同一人员", of_person, OF_PERSON, now)?;
    wait("同一地址", of_address, OF_ADDRESS, now)
}

fn wait(whose: &str, wrong: &[u64], free: usize, now: u64) -> Result<(), Refusal> {
    let counted: Vec<u64> = wrong.iter().copied().filter(|at| now.saturating_sub(*at) < COUNTED_MS).collect();
    let Some(beyond) = counted.len().checked_sub(free) else { return Ok(()) };
    let doubled = u32::try_from(beyond).ok().and_then(|times| MINUTE_MS.checked_shl(times)).unwrap_or(LONGEST_MS);
    // A clock that was set back must not make the wait longer than it is.
    let last = counted.iter().copied().max().unwrap_or(now).min(now);
    let left = last.saturating_add(doubled.min(LONGEST_MS)).saturating_sub(now);
    if left == 0 {
        return Ok(());
    }
    let (message, time) = (format!("{whose}连续输错密码 {} 次", counted.len()), spoken(left));
    let remedy = format!("请在 {time}后再试；忘记密码的，请向管理员领取一次性登录链接");
    Err(Refusal::new("too-many-attempts", "14", message, remedy)
        .with("wait_seconds", left.div_ceil(SECOND_MS).to_string()))
}

fn spoken(left: u64) -> String {
    if left < MINUTE_MS {
        format!("{} 秒", left.div_ceil(SECOND_MS))
    } else {
        format!("{} 分钟", left.div_ceil(MINUTE_MS))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: u64 = 1_764_000_000_000;

    #[test]
    fn the_wait_doubles_and_ends() {
        for (wrong, minutes) in [(5, 1), (6, 2), (7, 4), (8, 8), (10, 30), (200, 30)] {
            let moments = vec![NOW; wrong];
            let refusal = check_attempt(Zone::Office, &moments, &[], NOW).unwrap_err();
            assert_eq!((refusal.code, refusal.clause), ("too-many-attempts", "14"));
            assert!(refusal.remedy.contains(&format!("{minutes} 分钟")), "{wrong}: {refusal:?}");
            let over = NOW + minutes * MINUTE_MS;
            let last = check_attempt(Zone::Office, &moments, &[], over - 1).unwrap_err();
            assert_eq!(last.attributes, [("wait_seconds".to_owned(), "1".to_owned())]);
            assert!(check_attempt(Zone::Office, &moments, &[], over).is_ok(), "{wrong}");
        }
        assert!(check_attempt(Zone::Office, &[NOW; 4], &[], NOW).is_ok());
    }

    #[test]
    fn an_address_has_more_people() {
        assert!(check_attempt(Zone::Office, &[], &[NOW; 19], NOW).is_ok());
        let refusal = check_attempt(Zone::Outside, &[], &[NOW; 20], NOW).unwrap_err();
        assert!(refusal.message.contains("同一地址"), "{refusal:?}");
    }

    #[test]
    fn yesterday_is_forgotten_and_a_clock_that_goes_back_prolongs_nothing() {
        assert!(check_attempt(Zone::Office, &[NOW - COUNTED_MS; 9], &[], NOW).is_ok());
        let refusal = check_attempt(Zone::Office, &[NOW + 9 * MINUTE_MS; 5], &[], NOW).unwrap_err();
        assert!(refusal.remedy.contains("1 分钟"), "{refusal:?}");
    }

    #[test]
    fn a_public_network_is_refused_first() {
        for zone in [Zone::Public, Zone::Unlisted] {
            assert_eq!(check_attempt(zone, &[NOW; 9], &[], NOW).unwrap_err().clause, "15");
        }
    }

    proptest! {
        #[test]
        fn total_and_never_longer_than_half_an_hour(wrong: Vec<u64>, now in 0..u64::MAX / 2) {
            let _ = check_attempt(Zone::Office, &wrong, &wrong, now);
            let past: Vec<u64> = wrong.iter().map(|at| at % (now + 1)).collect();
            prop_assert!(check_attempt(Zone::Office, &past, &past, now + LONGEST_MS).is_ok());
        }
    }
}
