//! Whether what a connector sends is what the platform reads: the platform's own forms decide.

use serde::de::DeserializeOwned;

use crate::{
    api::connector::{
        check::Wish,
        reported::{PublishedBody, WithdrawnBody},
        submit::SubmitBody,
    },
    flow::document::check_item_id,
};

/// A request, read.
#[derive(Debug, Clone, Default)]
pub(super) struct Request {
    /// The method.
    pub(super) method: String,
    /// The path.
    pub(super) path: String,
    /// Header names in lower case with their values.
    pub(super) headers: Vec<(String, String)>,
    /// The body.
    pub(super) body: Vec<u8>,
}

impl Request {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// The item and what is done with it, of an address under `items`.
    pub(super) fn step(&self) -> Option<(&str, &str)> {
        let rest = self.path.strip_prefix("/api/connector/items/")?;
        Some(rest.split_once('/').unwrap_or((rest, "")))
    }

    /// What the platform would refuse in this request, whatever it is about; in Chinese.
    pub(super) fn faults(&self, token: &str, site: &str) -> Vec<String> {
        let mut faults = Vec::new();
        let mut expect = |holds: bool, fault: &str| {
            if !holds {
                faults.push(format!("{} {}：{fault}", self.method, self.path));
            }
        };
        expect(self.header("authorization") == Some(&format!("Bearer {token}")), "没有带令牌，或者令牌不对");
        let browser = self.header("cookie").is_some() || self.header("origin").is_some();
        expect(!browser, "带了 Cookie 或 Origin，平台会当作浏览器拒绝");
        if let Some((item, verb)) = self.step() {
            expect(check_item_id(item).is_ok(), "稿件编号不合格式");
            if self.method == "POST" {
                let json = self.header("content-type").is_some_and(|kind| kind.starts_with("application/json"));
                expect(json, "Content-Type 不是 application/json");
                let read = self.read(verb, site);
                expect(read.is_ok(), &read.err().unwrap_or_default());
            }
        }
        faults
    }

    fn read(&self, verb: &str, site: &str) -> Result<(), String> {
        match verb {
            "check" | "consume" => {
                let wish: Wish = self.body()?;
                if wish.site != site {
                    return Err(format!("site 不是 {site}"));
                }
                if wish.dry_run && verb == "consume" {
                    return Err("consume 没有 dry_run".to_owned());
                }
                wish.document.accept().map(drop).map_err(|error| error.to_string())
            }
            "submit" => self.body::<SubmitBody>().map(drop),
            "published" => self.body::<PublishedBody>().map(drop),
            "withdrawn" => self.body::<WithdrawnBody>().map(drop),
            _ => Err("没有这个地址".to_owned()),
        }
    }

    fn body<T: DeserializeOwned>(&self) -> Result<T, String> {
        serde_json::from_slice(&self.body).map_err(|error| format!("请求正文不合格式（{error}）"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(body: &str, more: &[(&str, &str)]) -> Request {
        let mut headers = vec![
            ("authorization".to_owned(), "Bearer t".to_owned()),
            ("content-type".to_owned(), "application/json".to_owned()),
        ];
        headers.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        Request {
            method: "POST".into(),
            path: "/api/connector/items/post-1/consume".into(),
            headers,
            body: body.as_bytes().to_vec(),
        }
    }

    #[test]
    fn a_request_is_read_as_the_platform_reads_it() {
        let wish =
            r#"{"person":"a","site":"s","channel":"portal","document":{"channel":"portal","title":"题","body":"文"}}"#;
        assert_eq!(request(wish, &[]).faults("t", "s"), Vec::<String>::new());
        for (request, fault) in [
            (request(wish, &[("cookie", "a=b")]), "Cookie"),
            (request("{}", &[]), "正文"),
            (request(&wish.replace("\"s\"", "\"x\""), &[]), "site"),
            (request(&wish.replace("\"body\"", "\"text\""), &[]), "正文"),
            (Request { path: "/api/connector/items/a%20b/consume".into(), ..request(wish, &[]) }, "编号"),
            (Request { headers: Vec::new(), ..request(wish, &[]) }, "令牌"),
        ] {
            let faults = request.faults("t", "s");
            assert!(faults.iter().any(|it| it.contains(fault)), "{fault}: {faults:?}");
        }
    }
}
