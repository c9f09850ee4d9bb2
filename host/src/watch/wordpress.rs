//! The public REST API of WordPress: every type that it shows to readers who are not signed in, page by page in the order of numbers. What it gives
//! is what filters of theme and plugins have made of the stored text.

use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::{
    Reader, Shown,
    fault::{Fault, broken},
    http::Origin,
};
use crate::component::bindings::{BodyFormat, Document};

/// Items asked for at once, while answers are small enough.
const PER_PAGE: u64 = 20;
/// Types of items; WordPress itself has about ten.
const TYPES: usize = 100;
const FIELDS: &str = "id,type,status,link,slug,date,date_gmt,title,content,excerpt";
/// Types that are no items of the gate: files belong to the item they are published with.
const NO_ITEMS: [&str; 1] = ["attachment"];

/// What every WordPress lists.
const OWN: [&str; 2] = ["/wp/v2/posts", "/wp/v2/pages"];

/// A walk through one site.
#[derive(Debug)]
pub(super) struct WordPress {
    origin: Origin,
    types: Option<Vec<Type>>,
    last: u64,
}

/// One type: where its items are, and which page comes next.
#[derive(Debug, Clone)]
struct Type {
    path: String,
    page: u64,
    per_page: u64,
}

impl Reader for WordPress {
    fn next(&mut self) -> Result<Option<Vec<Shown>>, Fault> {
        if self.types.is_none() {
            self.types = Some(self.read_types()?);
        }
        let Some(mut kind) = self.types.as_ref().and_then(|types| types.last()).cloned() else { return Ok(None) };
        let page = match self.page(&kind) {
            // A page of long texts: from here on one by one.
            Err(fault) if fault.code == "answer-too-large" && kind.per_page > 1 => {
                kind.page = (kind.page - 1).saturating_mul(kind.per_page).saturating_add(1);
                kind.per_page = 1;
                self.replace(Some(kind));
                return Ok(Some(Vec::new()));
            }
            page => page?,
        };
        let (shown, more) = page;
        kind.page += 1;
        self.replace(more.then_some(kind));
        Ok(Some(shown))
    }

    fn again(&mut self, shown: &Shown) -> Result<Option<Shown>, Fault> {
        let answer = self.origin.get(&format!("/?rest_route={}/{}&_fields={FIELDS}", shown.path, shown.number))?;
        match answer.status {
            200 => item(&json(&answer.body)?, &shown.path).map(Some),
            401 | 403 | 404 | 410 => Ok(None),
            other => Err(broken(&format!("状态 {other}"))),
        }
    }
}

impl WordPress {
    pub(super) fn new(address: &str) -> Result<Self, Fault> {
        Ok(Self { origin: Origin::new(address)?, types: None, last: 0 })
    }

    fn replace(&mut self, kind: Option<Type>) {
        let Some(types) = &mut self.types else { return };
        types.pop();
        match kind {
            Some(kind) => types.push(kind),
            None => self.last = 0,
        }
    }

    fn read_types(&mut self) -> Result<Vec<Type>, Fault> {
        let answer = self.origin.get("/?rest_route=/wp/v2/types")?;
        if matches!(answer.status, 401 | 403) {
            let message = "网站的公开接口要求登录，读不到文章。请允许平台所在的地址不登录读取 /wp-json/wp/v2。";
            return Err(Fault::new("not-public", message));
        }
        let types = json(&answer.body)?;
        let types = types.as_object().filter(|_| answer.status == 200).ok_or_else(|| broken("类型列表"))?;
        if types.len() > TYPES || !types.contains_key("post") {
            return Err(broken("类型列表"));
        }
        let public = types.iter().filter(|(name, _)| !NO_ITEMS.contains(&name.as_str()));
        Ok(public.filter_map(|(_, kind)| Type::read(kind)).collect())
    }

    fn page(&mut self, kind: &Type) -> Result<(Vec<Shown>, bool), Fault> {
        let (path, page, per_page) = (&kind.path, kind.page, kind.per_page);
        let tail = format!("/?rest_route={path}&per_page={per_page}&page={page}&orderby=id&order=asc&_fields={FIELDS}");
        let answer = self.origin.get(&tail)?;
        match answer.status {
            200 => {}
            // Not for readers: templates, menus, reusable blocks.
            401 | 403 | 404 => return Ok((Vec::new(), false)),
            // Past the end, or a list of a plugin that has no order of numbers.
            400 if page > 1 || !OWN.contains(&path.as_str()) => return Ok((Vec::new(), false)),
            other => return Err(broken(&format!("状态 {other}"))),
        }
        let list = json(&answer.body)?;
        let list = list.as_array().ok_or_else(|| broken("文章列表"))?;
        if list.len() as u64 > per_page {
            return Err(broken("文章列表过长"));
        }
        let shown = list.iter().map(|value| item(value, path)).collect::<Result<Vec<_>, _>>()?;
        for one in &shown {
            // In the order of numbers nothing comes twice, and no list of pages is endless without growing.
            if one.number <= self.last {
                return Err(Fault::new("repeated-items", "网站接口的各页内容重复，无法读完。"));
            }
            self.last = one.number;
        }
        let more = answer.pages.map_or(!shown.is_empty(), |pages| page < pages);
        Ok((shown, more))
    }
}

impl Type {
    fn read(kind: &Value) -> Option<Self> {
        let base = kind.get("rest_base")?.as_str()?;
        let space = kind.get("rest_namespace").and_then(Value::as_str).unwrap_or("wp/v2");
        let path = format!("/{space}/{base}");
        // A pattern is no list of items.
        let plain =
            path.len() <= 200 && path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_/.".contains(&byte));
        plain.then_some(Self { path, page: 1, per_page: PER_PAGE })
    }
}

/// Nesting is bounded by the parser.
fn json(body: &[u8]) -> Result<Value, Fault> {
    serde_json::from_slice(body).map_err(|_| broken("不是 JSON"))
}

fn item(value: &Value, path: &str) -> Result<Shown, Fault> {
    let text = |name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let rendered = |name: &str| {
        let field = value.get(name);
        field.and_then(|it| it.get("rendered")).and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    let number = value.get("id").and_then(Value::as_u64).filter(|it| *it > 0).ok_or_else(|| broken("文章没有编号"))?;
    if value.get("content").is_none() && value.get("title").is_none() {
        return Err(broken("文章没有标题和正文"));
    }
    let flag = |name: &str| value.get(name).and_then(|it| it.get("protected")).and_then(Value::as_bool);
    Ok(Shown {
        number,
        path: path.to_owned(),
        item: format!("post-{number}"),
        address: text("link"),
        published_at: moment(&text("date_gmt")).unwrap_or(u64::MAX),
        readable: flag("content") != Some(true),
        document: Document {
            channel: String::new(),
            title: rendered("title"),
            summary: rendered("excerpt"),
            body_format: BodyFormat::Html,
            body: rendered("content"),
            attachments: Vec::new(),
            // By the names under which the connector hands them in.
            metadata: vec![
                ("网址别名".to_owned(), percent_decoded(&text("slug"))),
                ("发布日期".to_owned(), text("date").replacen('T', " ", 1)),
            ],
        },
    })
}

/// `%E5%85%AC` as the characters it stands for.
fn percent_decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// `2026-11-29T06:00:00` in UTC as milliseconds.
fn moment(text: &str) -> Option<u64> {
    let (date, time) = text.split_once('T')?;
    let numbers = |text: &str, by: char| text.split(by).map(|it| it.parse::<i64>().ok()).collect::<Option<Vec<_>>>();
    let (date, time) = (numbers(date, '-')?, numbers(time, ':')?);
    let ([year, month, day], [hour, minute, second]) =
        (<[i64; 3]>::try_from(date).ok()?, <[i64; 3]>::try_from(time).ok()?);
    if !(1970..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // Days since 1970 in the calendar that begins years in March.
    let (years, months) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = years * 365 + years / 4 - years / 100 + years / 400 + (months * 153 + 2) / 5 + day - 719_469;
    u64::try_from((days * 86_400 + hour * 3_600 + minute * 60 + second) * 1_000).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn encoded_names() {
        assert_eq!(percent_decoded("a-%e5%85%ac%E5%91%8A-%zz%"), "a-公告-%zz%");
    }

    #[test]
    fn moments() {
        assert_eq!(moment("1970-01-01T00:00:00"), Some(0));
        assert_eq!(moment("2024-02-29T12:00:01"), Some(1_709_208_001_000));
        assert_eq!(moment("2026-11-29T06:36:50"), Some(1_795_934_210_000));
        for wrong in ["", "0000-00-00T00:00:00", "x", "2024-13-01T00:00:00"] {
            assert_eq!(moment(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_item_is_read_or_named_as_broken() {
        let value = json!({"id": 7, "link": "http://a/?p=7", "slug": "a", "date": "2024-02-29T20:00:01", "date_gmt": "2024-02-29T12:00:01",
            "title": {"rendered": "题"}, "content": {"rendered": "<p>文</p>", "protected": false}, "excerpt": {"rendered": ""}});
        let shown = item(&value, "/wp/v2/posts").unwrap();
        assert_eq!((shown.item.as_str(), shown.readable, shown.published_at), ("post-7", true, 1_709_208_001_000));
        assert_eq!(shown.document.metadata[1].1, "2024-02-29 20:00:01");
        for wrong in [json!({}), json!([]), json!({"id": -1, "title": {}}), json!({"id": "7"}), json!({"id": 7})] {
            assert_eq!(item(&wrong, "").unwrap_err().code, "broken-answer", "{wrong}");
        }
        assert!(json("[".repeat(100_000).as_bytes()).is_err(), "no nesting is too deep");
    }

    #[test]
    fn a_pattern_is_no_list() {
        let path = |base: &str| Type::read(&json!({"rest_base": base, "rest_namespace": "wp/v2"})).map(|it| it.path);
        assert_eq!(path("posts").as_deref(), Some("/wp/v2/posts"));
        for wrong in ["font-families/(?P<id>[\\d]+)/font-faces", "a&b", "a b"] {
            assert_eq!(path(wrong), None, "{wrong}");
        }
    }
}
