//! Request bodies: JSON, at most 24 MiB, without unknown fields. And answers that are put together from two.

use std::{future::poll_fn, pin::Pin};

use axum::{
    body::{Body, HttpBody},
    extract::{FromRequest, Request},
    http::{StatusCode, header},
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use zeroize::Zeroizing;

use super::{REQUEST_BYTES, problem::Problem};

/// How much of a body that is too large is still read and thrown away, in bytes, so that the client gets the answer
/// instead of a broken connection.
const DRAIN_BYTES: usize = 64 * 1024 * 1024;

/// A request body of a known form; the types used with it deny unknown fields.
#[derive(Debug)]
pub struct Strict<T>(pub T);

impl<T: DeserializeOwned, S: Sync> FromRequest<S> for Strict<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _state: &S) -> Result<Self, Problem> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
        if kind.split(';').next().map(str::trim) != Some("application/json") {
            let detail = "请求正文须为 application/json。";
            return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not-json", detail, "请设置 Content-Type。"));
        }
        // A body may carry a password; wiping costs next to nothing beside reading it.
        let bytes = Zeroizing::new(read(request.into_body()).await?);
        parse(&bytes).map(Strict)
    }
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let detail = format!("请求正文不是有效的 UTF-8（第 {} 字节起）。", error.valid_up_to() + 1);
        Problem::new(StatusCode::BAD_REQUEST, "invalid-utf8", detail, "请把文本转换为 UTF-8 后再提交。")
    })?;
    serde_json::from_str(text).map_err(|error| explain(&error))
}

/// Names place and kind of the error; the words of the body are not repeated.
fn explain(error: &serde_json::Error) -> Problem {
    let text = error.to_string();
    let (code, what) = if text.starts_with("unknown field") {
        ("unknown-field", "有不认识的字段")
    } else if text.starts_with("missing field") {
        ("missing-field", "缺少必需的字段")
    } else {
        ("malformed-request", "不是符合约定的 JSON")
    };
    let detail = format!("请求正文{what}（第 {} 行第 {} 列）。", error.line(), error.column());
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, code, detail, "请按接口约定改正后重试。")
}

/// The whole body, at most 24 MiB.
///
/// # Errors
/// `request-too-large`, `broken-request`.
pub(super) async fn read(body: Body) -> Result<Vec<u8>, Problem> {
    let mut body = body;
    let mut bytes = Vec::new();
    let mut seen = 0_usize;
    while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        let broken = |_| Problem::new(StatusCode::BAD_REQUEST, "broken-request", "请求正文中断。", "请重试。");
        let Ok(data) = frame.map_err(broken)?.into_data() else { continue };
        seen = seen.saturating_add(data.len());
        if seen <= REQUEST_BYTES {
            bytes.extend_from_slice(&data);
        } else {
            bytes = Vec::new();
        }
        if seen > DRAIN_BYTES {
            break;
        }
    }
    if seen > REQUEST_BYTES {
        let detail = "请求正文超过 24 MiB。";
        return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "request-too-large", detail, "请拆分后再提交。"));
    }
    Ok(bytes)
}

/// An answer with more fields.
pub(super) fn with<const N: usize>(mut answer: Value, more: [(&str, Value); N]) -> Value {
    if let Some(fields) = answer.as_object_mut() {
        fields.extend(more.map(|(name, value)| (name.to_owned(), value)));
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sample {
        #[expect(dead_code, reason = "only the form matters")]
        sequence: u64,
    }

    #[test]
    fn every_bad_body_has_its_code() {
        let code = |bytes: &[u8]| parse::<Sample>(bytes).unwrap_err().code().to_owned();
        assert_eq!(code(b"{\"sequence\":1,\"approved\":true}"), "unknown-field");
        assert_eq!(code(b"{}"), "missing-field");
        assert_eq!(code(b"{\"sequence\":-1}"), "malformed-request");
        assert_eq!(code(b""), "malformed-request");
        assert_eq!(code(b"\xff\xfe"), "invalid-utf8");
    }

    #[tokio::test]
    async fn a_body_above_the_limit_is_named() {
        let problem = read(Body::from(vec![b' '; REQUEST_BYTES + 1])).await.unwrap_err();
        assert_eq!(problem.code(), "request-too-large");
        assert_eq!(read(Body::from(vec![b' '; 10])).await.unwrap().len(), 10);
    }
}
