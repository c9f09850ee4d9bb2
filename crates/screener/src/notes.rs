//! Notes: what screening could not look at.

use crate::report::Note;
use document::Loss;

pub(crate) fn unreadable(part: &str, file: &str) -> Note {
    note("attachment-unreadable", part, format!("附件“{file}”没有可读的文字，未作筛查，须由人工通读。"))
}

pub(crate) fn suppressed(count: usize) -> Note {
    note("suppressed", "", format!("按已登记的处理意见略去 {count} 条发现。"))
}

pub(crate) fn omitted(count: u32, limit: u32) -> Note {
    note("too-many-findings", "", format!("发现超过 {limit} 条，另有 {count} 条未列出：请先改正已列出的，再重新筛查。"))
}

pub(crate) fn empty() -> Note {
    note("empty-document", "", "稿件没有可筛查的文字：请确认内容是否完整。".to_owned())
}

pub(crate) fn no_words() -> Note {
    note("no-pack", "", "未装入词库，错别字没有筛查。".to_owned())
}

pub(crate) fn lost(part: &str, loss: Loss) -> Note {
    match loss {
        Loss::Comments => note(
            "html-comments",
            part,
            "网页注释会随网页公开，其中只筛查了国家秘密标志和身份号码：发布前请删除注释。".to_owned(),
        ),
        Loss::Scripts => {
            note("html-scripts", part, "脚本、样式等不可见内容中只筛查了国家秘密标志和身份号码。".to_owned())
        }
        Loss::Attributes => {
            note("html-attributes", part, "图片说明、提示等属性中的文字只筛查了国家秘密标志和身份号码。".to_owned())
        }
        Loss::Unclosed => note(
            "html-unclosed",
            part,
            "网页代码在标签或注释中间结束，其后的内容读不出来：请检查代码是否完整。".to_owned(),
        ),
        Loss::Controls => {
            note("control-characters", part, "含有不可见的控制字符（如 NUL）：请删除后重新筛查。".to_owned())
        }
    }
}

fn note(code: &str, part: &str, message: String) -> Note {
    Note { code: code.to_owned(), part: part.to_owned(), message }
}
