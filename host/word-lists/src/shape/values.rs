//! What single cells say.

/// Yes or no; none when a cell says something else.
#[must_use]
pub(super) fn yes(cell: &str) -> Option<bool> {
    match cell.trim().to_lowercase().as_str() {
        "是" | "1" | "启用" | "已启用" | "有效" | "开" | "√" | "✓" | "✔" | "y" | "yes" | "true" | "on" | "正常"
        | "在用" => Some(true),
        "否" | "0" | "停用" | "已停用" | "禁用" | "无效" | "关" | "×" | "✗" | "n" | "no" | "false" | "off" | "作废"
        | "失效" | "未启用" => Some(false),
        _ => None,
    }
}

/// Parts, as the row format names them; none when a cell names something else.
#[must_use]
pub(super) fn scope(cell: &str) -> Option<&'static str> {
    let mut parts = [("title", false), ("summary", false), ("body", false), ("attachment", false)];
    for word in
        cell.split(['、', '，', ',', '/', '|', '；', ';', '和', ' ']).map(str::trim).filter(|word| !word.is_empty())
    {
        let part = match word {
            "全部" | "全文" | "所有" | "不限" | "全部栏目" | "所有栏目" | "通用" | "全站" => {
                return Some("");
            }
            "标题" | "title" => "title",
            "摘要" | "导语" | "简介" | "summary" => "summary",
            "正文" | "内容" | "body" => "body",
            "附件" | "attachment" => "attachment",
            _ => return None,
        };
        for (name, named) in &mut parts {
            *named |= *name == part;
        }
    }
    let named: Vec<&str> = parts.iter().filter(|(_, named)| *named).map(|(name, _)| *name).collect();
    JOINED.iter().copied().find(|joined| joined.split('|').filter(|name| !name.is_empty()).eq(named.iter().copied()))
}

/// Every set of parts, joined as rows have it.
const JOINED: [&str; 16] = [
    "",
    "title",
    "summary",
    "body",
    "attachment",
    "title|summary",
    "title|body",
    "title|attachment",
    "summary|body",
    "summary|attachment",
    "body|attachment",
    "title|summary|body",
    "title|summary|attachment",
    "title|body|attachment",
    "summary|body|attachment",
    "title|summary|body|attachment",
];

/// Several replacements in a cell. A mark that the term has itself divides nothing.
pub(super) fn alternatives<'c>(cell: &'c str, term: &'c str) -> impl Iterator<Item = &'c str> {
    let divides =
        move |character: char| matches!(character, '|' | '、' | '/' | '；' | ';' | '\n') && !term.contains(character);
    cell.split(divides).map(str::trim).filter(|text| !text.is_empty())
}

/// True for a replacement that says the term is to go.
#[must_use]
pub(super) fn is_deletion(cell: &str) -> bool {
    matches!(
        cell.trim(),
        "删除" | "删去" | "删" | "不用" | "禁用" | "（删除）" | "（删）" | "不使用" | "去掉" | "直接删除"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells() {
        assert_eq!([yes("是"), yes("0"), yes("√"), yes("也许")], [Some(true), Some(false), Some(true), None]);
        assert_eq!(scope("正文、标题"), Some("title|body"));
        assert_eq!(scope("全部"), Some(""));
        assert_eq!(scope("政策解读"), None);
        assert_eq!(alternatives("部署、布置", "布署").collect::<Vec<_>>(), ["部署", "布置"]);
        assert_eq!(alternatives("党委、政府", "政府、党委").collect::<Vec<_>>(), ["党委、政府"]);
    }
}
