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
    flow::{Asker, document::check_item_id, place::Visitor},
};

/// Name of the session cookie.
pub const COOKIE: &str = "xianshen_session";

/// A request of a signed-in person whose password needs no change.
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

/// A request of somebody whose session may be good for nothing but a new password.
#[derive(Debug, Clone)]
pub struct HalfSignedIn {
    /// The session.
    pub session: Session,
    /// Where the request comes from.
    pub visitor: Visitor,
}

/// Where a request comes from, whoever asks.
#[derive(Debug, Clone)]
pub struct CameFrom(pub Visitor);

impl FromRequestParts<AppState> for CameFrom {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Self::Rejection> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let hidden = FORWARDED.iter().any(|name| parts.headers.contains_key(*name));
        Ok(Self(state.flow.visitor(peer, forwarded(&parts.headers), hidden).await))
    }
}

impl FromRequestParts<AppState> for HalfSignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        let flow = &state.flow;
        let cookie = cookie(&parts.headers).ok_or_else(Problem::not_signed_in)?;
        let session = sign_in::session(flow.store(), &flow.agency().site, cookie, flow.now()).await?;
        let session = session.ok_or_else(Problem::not_signed_in)?;
        let Ok(CameFrom(visitor)) = CameFrom::from_request_parts(parts, state).await;
        Ok(Self { session, visitor })
    }
}

impl FromRequestParts<AppState> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        let HalfSignedIn { session, visitor } = HalfSignedIn::from_request_parts(parts, state).await?;
        if session.must_change {
            return Err(Problem::must_change());
        }
        Ok(Self { session, network: visitor.zone() })
    }
}

/// Headers a proxy adds: the connection then comes from the proxy, and the person sits anywhere.
const FORWARDED: [&str; 4] = ["forwarded", "x-forwarded-for", "x-real-ip", "via"];

/// What the last proxy says of who asks. Of several such headers the last one is the nearest proxy's.
fn forwarded(headers: &HeaderMap) -> Option<&str> {
    headers.get_all("x-forwarded-for").iter().next_back().and_then(|value| value.to_str().ok())
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
    fn the_nearest_proxy_speaks_last() {
        let mut headers = HeaderMap::new();
        assert_eq!(forwarded(&headers), None);
        for value in ["127.0.0.1", "10.0.0.7, 10.0.0.8"] {
            headers.append("x-forwarded-for", value.parse().unwrap());
        }
        assert_eq!(forwarded(&headers), Some("10.0.0.7, 10.0.0.8"));
    }
}
