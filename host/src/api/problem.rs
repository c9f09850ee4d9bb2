//! Answers that are not a success, as problem+json (RFC 9457): stable code, clause, what to do next.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

use crate::{
    accounts::sign_in::SignInError,
    component::bindings::Refusal,
    flow::error::{FlowError, SECRECY_STOP},
};

/// The code of a wait before the next password (clause 14).
const TOO_MANY: &str = "too-many-attempts";

/// One condition that is not met.
#[derive(Debug, Clone, Serialize)]
pub struct RefusalJson {
    code: String,
    clause: String,
    message: String,
    remedy: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attributes: Vec<(String, String)>,
}

impl From<&Refusal> for RefusalJson {
    fn from(refusal: &Refusal) -> Self {
        Self {
            code: refusal.code.clone(),
            clause: refusal.clause.clone(),
            message: refusal.message.clone(),
            remedy: refusal.remedy.clone(),
            attributes: refusal.attributes.clone(),
        }
    }
}

/// An answer that is not a success. Boxed, because results carry it through every function.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct Problem(Box<Content>);

#[derive(Debug, Clone, Serialize)]
struct Content {
    #[serde(rename = "type")]
    kind: String,
    title: &'static str,
    status: u16,
    detail: String,
    code: String,
    clause: String,
    remedy: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    refusals: Vec<RefusalJson>,
}

impl Problem {
    /// A problem of the request or the host, which rests on no clause.
    pub fn new(status: StatusCode, code: &str, detail: impl Into<String>, remedy: &str) -> Self {
        Self(Box::new(Content {
            kind: format!("urn:xianshen:problem:{code}"),
            title: title(status),
            status: status.as_u16(),
            detail: detail.into(),
            code: code.to_owned(),
            clause: String::new(),
            remedy: remedy.to_owned(),
            refusals: Vec::new(),
        }))
    }

    /// 404.
    pub fn not_found(detail: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found", detail, "请检查地址。")
    }

    /// 405.
    #[must_use]
    pub fn method_not_allowed() -> Self {
        let detail = "这个地址不接受该请求方法。";
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed", detail, "请查看接口说明。")
    }

    /// 401: nobody is signed in.
    #[must_use]
    pub fn not_signed_in() -> Self {
        let remedy = "请用本人的密码或一次性登录链接登录；没有的请向管理员领取（xianshen link 人员）。";
        Self::new(StatusCode::UNAUTHORIZED, "not-signed-in", "尚未登录或登录已过期。", remedy)
    }

    /// Names the clause the answer rests on.
    pub fn cite(&mut self, clause: &str) {
        clause.clone_into(&mut self.0.clause);
    }

    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.0.code
    }

    /// After how many seconds to try again, where the refusal says so.
    fn wait_seconds(&self) -> Option<u64> {
        let added = self.0.refusals.iter().flat_map(|refusal| &refusal.attributes);
        added.into_iter().find(|(name, _)| name == "wait_seconds").and_then(|(_, value)| value.parse().ok())
    }

    /// 409: somebody uses the account from another address; the person answers whether it is them (clause 14).
    #[must_use]
    pub fn take_over(question: String) -> Self {
        let remedy = "请回答是否本人后再次登录。";
        let mut problem = Self::new(StatusCode::CONFLICT, "two-addresses", question, remedy);
        problem.cite("14");
        problem
    }

    /// 403: a new password comes before anything else (clause 14).
    #[must_use]
    pub fn must_change() -> Self {
        let detail = "第十四条：密码已经到期或者作废，须先设置新密码。";
        let remedy = "请在工作台设置新密码。";
        let mut problem = Self::new(StatusCode::FORBIDDEN, "password-change-needed", detail, remedy);
        problem.cite("14");
        problem
    }

    /// Refusals of the component: the first is the problem, all are listed.
    fn refused(refusals: &[Refusal]) -> Self {
        let Some(first) = refusals.first() else {
            return Self::new(StatusCode::FORBIDDEN, "refused", "不允许这一步。", "");
        };
        // A refusal without a clause says that the request itself is malformed (wit/types.wit).
        let malformed = first.clause.is_empty() || first.code == SECRECY_STOP;
        let status = if malformed {
            StatusCode::UNPROCESSABLE_ENTITY
        } else if first.code == TOO_MANY {
            StatusCode::TOO_MANY_REQUESTS
        } else {
            StatusCode::FORBIDDEN
        };
        let mut problem = Self::new(status, &first.code, &*first.message, &first.remedy);
        problem.0.clause.clone_from(&first.clause);
        problem.0.refusals = refusals.iter().map(RefusalJson::from).collect();
        problem
    }

    fn secrecy_stop(detail: String) -> Self {
        let remedy = "请立即断开网络，不要继续编辑、复制或转发；保护现场，24 小时内向本单位保密工作机构报告。";
        let mut problem = Self::new(StatusCode::UNPROCESSABLE_ENTITY, SECRECY_STOP, detail, remedy);
        problem.0.clause = "11.1".to_owned();
        problem
    }

    /// The details go to the operator's log, never into the answer.
    fn internal(error: &dyn std::error::Error) -> Self {
        tracing::error!(%error, "request failed");
        let detail = "服务器内部错误，本次操作没有完成，也没有放行任何内容。";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", detail, "请稍后重试；仍然出现时请联系管理员。")
    }
}

impl From<FlowError> for Problem {
    fn from(error: FlowError) -> Self {
        let detail = error.to_string();
        if error.too_large() {
            return Self::new(StatusCode::PAYLOAD_TOO_LARGE, "document-too-large", detail, "请拆分后再提交。");
        }
        match error {
            FlowError::Refused { refusals, .. } => Self::refused(&refusals),
            FlowError::SecrecyStop { .. } => Self::secrecy_stop(detail),
            FlowError::Stale { .. } => {
                Self::new(StatusCode::CONFLICT, "stale-sequence", detail, "请刷新页面，核对最新状态后再操作。")
            }
            FlowError::Malformed { code: code @ "document-too-large", message } => {
                Self::new(StatusCode::PAYLOAD_TOO_LARGE, code, message, "请拆分后再提交。")
            }
            FlowError::Malformed { code, message } => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, code, message, "请改正后重新提交。")
            }
            FlowError::Profile(_) => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid-profile", detail, "请改正单位配置。")
            }
            FlowError::Calendar(_) => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid-calendar", detail, "请改正工作日历。")
            }
            FlowError::BrokenLog(fault) => {
                tracing::error!(seq = fault.seq, code = fault.code, "the record of a case does not hold");
                let remedy = "请管理员运行 xianshen verify-log 查明是哪一步，并保护现场。";
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "log-broken", detail, remedy)
            }
            FlowError::Keys(error) => {
                tracing::error!(%error, "the keys of permits cannot be used");
                let remedy = "请联系管理员检查数据目录中的许可密钥（xianshen keys show）。";
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "permit-key-unavailable", detail, remedy)
            }
            FlowError::Engine(failure) => {
                tracing::error!(kind = failure.kind.code(), "engine failure");
                let remedy = "请稍后重试；仍然出现时请联系管理员检查审查组件。";
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "engine-failure", detail, remedy)
            }
            FlowError::Random(error) => Self::internal(&error),
            FlowError::Networks(_) => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid-networks", detail, "请改正网络名单。")
            }
            FlowError::Hashing(error) => Self::internal(&error),
            FlowError::Storage(error) => Self::internal(&error),
        }
    }
}

impl From<SignInError> for Problem {
    fn from(error: SignInError) -> Self {
        match error {
            SignInError::Link | SignInError::UnknownPerson(_) => {
                let remedy = "请用 xianshen link 人员 生成新的链接。";
                Self::new(StatusCode::FORBIDDEN, "link-invalid", error.to_string(), remedy)
            }
            SignInError::Random(_) | SignInError::Storage(_) => Self::internal(&error),
        }
    }
}

impl From<crate::storage::StorageError> for Problem {
    fn from(error: crate::storage::StorageError) -> Self {
        FlowError::from(error).into()
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        // Strings and numbers always serialise; an empty body would still carry the status.
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let kind = HeaderValue::from_static("application/problem+json");
        let mut response = (status, [(header::CONTENT_TYPE, kind)], body).into_response();
        if let Some(seconds) = self.wait_seconds() {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

fn title(status: StatusCode) -> &'static str {
    match status.as_u16() {
        400 | 415 | 422 => "请求有误",
        401 => "需要登录",
        403 => "不允许",
        404 => "没有找到",
        405 => "方法不允许",
        409 => "状态已变化",
        413 => "内容过大",
        421 => "主机名不符",
        429 => "尝试过于频繁",
        503 => "审查引擎不可用",
        _ => "服务器错误",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(code: &str, clause: &str) -> Refusal {
        Refusal {
            code: code.into(),
            clause: clause.into(),
            message: "不行".into(),
            remedy: "改".into(),
            attributes: Vec::new(),
        }
    }

    #[test]
    fn a_refusal_keeps_code_clause_and_remedy() {
        let problem = Problem::refused(&[refusal("same-person", "6"), refusal("not-signed", "6.3")]);
        let json = serde_json::to_value(&problem).unwrap();
        assert_eq!(json["type"], "urn:xianshen:problem:same-person");
        assert_eq!((json["status"].as_u64(), json["clause"].as_str()), (Some(403), Some("6")));
        assert_eq!(json["refusals"].as_array().unwrap().len(), 2);
        assert_eq!(Problem::refused(&[refusal("bad", "")]).0.status, 422);
    }

    #[test]
    fn an_internal_error_tells_nothing() {
        let problem = Problem::from(FlowError::Storage(crate::storage::StorageError::Corrupt("数值为负")));
        assert!(!serde_json::to_string(&problem).unwrap().contains("数值为负"));
        assert_eq!(problem.0.status, 500);
    }
}
