//! Who asks: the session cookie, and the network the request comes from.

use std::net::SocketAddr;

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, header, request::Parts},
};

use super::{AppState, problem::Problem};
use crate::{
    accounts::sign_in::{self, SESSION_MS, Session},
    component::bindings::NetworkZone,
    flow::{Asker, document::check_item_id},
};

/// Name of the session cookie.
pub const COOKIE: &str = "xianshen_session";

/// A request of a signed-in person.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The session.
    pub session: Session,
    /// Where the request comes from.
    pub network: NetworkZone,
}

impl SignedIn {
    /// The active person, asking about one item.
    ///
    /// # Errors
    /// `bad-item-id`.
    pub fn about(&self, item: &str) -> Result<Asker, Problem> {
        check_item_id(item)?;
        Ok(self.asker(item))
    }

    /// The active person, asking about no item.
    #[must_use]
    pub fn at_large(&self) -> Asker {
        self.asker("")
    }

    fn asker(&self, item: &str) -> Asker {
        Asker { person: self.session.active.clone(), network: self.network, item: item.to_owned() }
    }
}

impl FromRequestParts<AppState> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        let flow = &state.flow;
        let cookie = cookie(&parts.headers).ok_or_else(Problem::not_signed_in)?;
        let session = sign_in::session(flow.store(), &flow.agency().site, cookie, flow.now()).await?;
        let session = session.ok_or_else(Problem::not_signed_in)?;
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0);
        Ok(Self { session, network: zone(peer, &parts.headers) })
    }
}

/// Headers a proxy adds: the connection then comes from the proxy, and the person sits anywhere.
const FORWARDED: [&str; 4] = ["forwarded", "x-forwarded-for", "x-real-ip", "via"];

/// Requests from this machine come from the office; until an operator can list networks, all others count as outside, and
/// an unknown origin or one behind a proxy does too. What such a header says is not read: anybody can write it.
pub(super) fn zone(peer: Option<SocketAddr>, headers: &HeaderMap) -> NetworkZone {
    let forwarded = FORWARDED.iter().any(|name| headers.contains_key(*name));
    match peer {
        Some(address) if address.ip().to_canonical().is_loopback() && !forwarded => NetworkZone::Office,
        _ => NetworkZone::Outside,
    }
}

/// The value of the session cookie.
#[must_use]
pub fn cookie(headers: &HeaderMap) -> Option<&str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(COOKIE)?.strip_prefix('='))
}

/// The `Set-Cookie` value for a new session; an empty value removes it.
#[must_use]
pub fn set_cookie(value: &str) -> String {
    let age = if value.is_empty() { 0 } else { SESSION_MS / 1000 };
    format!("{COOKIE}={value}; HttpOnly; SameSite=Strict; Path=/; Max-Age={age}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_its_own_cookie_among_others() {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, "a=1; xianshen_session=abc; xianshen_session_old=x".parse().unwrap());
        assert_eq!(cookie(&headers), Some("abc"));
        headers.insert(header::COOKIE, "xianshen_sessions=abc".parse().unwrap());
        assert_eq!(cookie(&headers), None);
    }

    #[test]
    fn only_this_machine_is_the_office() {
        let none = HeaderMap::new();
        assert!(matches!(zone(Some(([127, 0, 0, 1], 1).into()), &none), NetworkZone::Office));
        assert!(matches!(zone(Some(([10, 0, 0, 1], 1).into()), &none), NetworkZone::Outside));
        assert!(matches!(zone(None, &none), NetworkZone::Outside));
    }

    #[test]
    fn nobody_behind_a_proxy_is_in_the_office() {
        for (name, value) in [
            ("Forwarded", "for=127.0.0.1"),
            ("X-Forwarded-For", "127.0.0.1"),
            ("X-Forwarded-For", ""),
            ("Via", "1.1 a"),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::HeaderName::from_bytes(name.as_bytes()).unwrap(), value.parse().unwrap());
            assert!(matches!(zone(Some(([127, 0, 0, 1], 1).into()), &headers), NetworkZone::Outside), "{name}");
        }
    }
}
