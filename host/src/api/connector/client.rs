//! Who asks: the connector, by its token, and the person it names.

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, StatusCode, header, request::Parts},
};

use crate::{
    accounts::{Person, connector},
    api::{AppState, problem::Problem, session::CameFrom},
    component::bindings::NetworkZone,
    flow::{Asker, document::check_item_id},
};

/// A request of a connector whose token holds.
#[derive(Debug, Clone)]
pub struct Client {
    /// The connector's name.
    pub name: String,
    network: NetworkZone,
}

impl Client {
    /// The host's number of the connector's item: its own name stands in front, so that it reaches no other item.
    ///
    /// # Errors
    /// `bad-item-id`.
    pub fn item(&self, item: &str) -> Result<String, Problem> {
        let whole = format!("{}-{item}", self.name);
        check_item_id(item)?;
        check_item_id(&whole)?;
        Ok(whole)
    }

    /// The person that the connector acts for, asking about one of its items.
    ///
    /// # Errors
    /// `bad-item-id`; `unknown-person` when the site has nobody of that id.
    pub async fn acting_for(&self, state: &AppState, person: &str, item: &str) -> Result<Asker, Problem> {
        let item = self.item(item)?;
        let found = state.flow.store().load_person(&state.flow.agency().site, person).await?;
        let person = found.ok_or_else(|| {
            let remedy = "请在连接器的设置中，把该账号对应到先审平台登记的人员。";
            Problem::new(StatusCode::FORBIDDEN, "unknown-person", "该账号没有对应到本站点登记的人员。", remedy)
        })?;
        Ok(Asker { person, network: self.network, item })
    }

    /// The connector itself, which has no role and may take no step, looking at one of its items.
    ///
    /// # Errors
    /// `bad-item-id`.
    pub fn looking_at(&self, item: &str) -> Result<Asker, Problem> {
        let person =
            Person { id: self.name.clone(), name: self.name.clone(), section: String::new(), roles: Vec::new() };
        Ok(Asker { person, network: self.network, item: self.item(item)? })
    }
}

impl FromRequestParts<AppState> for Client {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        let flow = &state.flow;
        let secret = bearer(&parts.headers).ok_or_else(no_token)?;
        let name = connector::find(flow.store(), &flow.agency().site, secret).await?.ok_or_else(no_token)?;
        let Ok(CameFrom(visitor)) = CameFrom::from_request_parts(parts, state).await;
        Ok(Self { name, network: visitor.zone() })
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, secret) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim()).filter(|secret| !secret.is_empty())
}

/// Whether a token is missing, wrong, of another site or taken back is not told.
fn no_token() -> Problem {
    let remedy = "请在先审平台运行 xianshen connector add 名称，把新令牌填入连接器的设置。";
    Problem::new(StatusCode::UNAUTHORIZED, "bad-token", "连接器令牌无效或已作废。", remedy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_bearer_token_counts() {
        let read = |value: &str| {
            let headers = HeaderMap::from_iter([(header::AUTHORIZATION, value.parse().unwrap())]);
            bearer(&headers).map(str::to_owned)
        };
        assert_eq!(read("Bearer abc").as_deref(), Some("abc"));
        assert_eq!(read("bearer abc").as_deref(), Some("abc"));
        for wrong in ["Basic abc", "Bearer", "Bearer ", "abc"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        assert_eq!(bearer(&HeaderMap::new()), None);
    }

    #[test]
    fn an_item_stays_the_connectors_own() {
        let client = Client { name: "wp".to_owned(), network: NetworkZone::Outside };
        assert_eq!(client.item("post-1").unwrap(), "wp-post-1");
        for wrong in ["", "-1", "a/b", "机密", &"x".repeat(62)] {
            assert!(client.item(wrong).is_err(), "{wrong}");
        }
    }
}
