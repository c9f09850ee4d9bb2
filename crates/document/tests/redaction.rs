//! Nothing of what was taken out survives, and nothing of the public version depends on it (clause 9).

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use document::{
    Attachment, BodyFormat, Document, REDACTION_MARK, RedactionError, Removal, Text, digest, redact, sm3_text,
};
use proptest::prelude::*;

fn removal(part: &str, source: &str, words: &str) -> Removal {
    let start = source.find(words).unwrap_or_else(|| panic!("{words} stands in {source}"));
    Removal { part: part.to_owned(), range: start..start + words.len() }
}

fn html(body: &str, words: &str) -> String {
    let document = Document::html(body);
    redact(&document, &[removal("body", body, words)], &[]).unwrap().body
}

#[test]
fn plain_text_keeps_what_was_not_marked() {
    let body = "联系人：王某，电话：0000-1111。";
    let removals = [removal("body", body, "0000-1111"), removal("body", body, "王某")];
    let public = redact(&Document::plain(body), &removals, &[]).unwrap();
    assert_eq!(public.body, format!("联系人：{REDACTION_MARK}，电话：{REDACTION_MARK}。"));
    assert_ne!(digest(&public), digest(&Document::plain(body)), "a content of its own");
}

#[test]
fn html_loses_the_tags_inside_and_keeps_the_others() {
    let mark = REDACTION_MARK;
    assert_eq!(html("<p>甲方<b>王</b>某签字</p>", "<b>王</b>某"), format!("<p>甲方{mark}签字</p>"));
    assert_eq!(html("<p>甲方<b>王某</b>签字</p>", "某</b>签"), format!("<p>甲方<b>王{mark}</b>字</p>"));
    assert_eq!(html("<p>一<i>二三</i>四</p>", "一<i>二"), format!("<p>{mark}<i>三</i>四</p>"));
    assert_eq!(
        html("<p>前一二</p><p>三四</p><p>五六后</p>", "一二</p><p>三四</p><p>五六"),
        format!("<p>前{mark}</p><p>后</p>")
    );
    assert_eq!(
        html("<p>前一<p>二<p>三<p>四后", "一<p>二<p>三<p>四"),
        format!("<p>前{mark}<p>后"),
        "no count of paragraphs"
    );
    assert_eq!(
        html("<p>前一<br><img src=\"a.png\">二后</p>", "一<br><img src=\"a.png\">二"),
        format!("<p>前{mark}后</p>")
    );
    assert_eq!(html("<p>姓&#21517;：王&#26576;&amp;子</p>", "王&#26576;"), format!("<p>姓名：{mark}&amp;子</p>"));
}

#[test]
fn what_readers_do_not_see_does_not_come_along() {
    let body = "<!-- 王某 --><p class=\"王某\" onclick=\"x('王某')\" style=\"a\">甲王某乙</p><script>王某</script><template>王某</template>";
    let public = html(body, "甲王某");
    assert_eq!(public, format!("<p>{REDACTION_MARK}乙</p>"));
    let data = "<p>甲王某乙<img src=\"data:text/plain,abc\"><a href=\" JavaScript:x\">链接</a><a href=\"/a?b=1&amp;c\">二</a></p>";
    let kept = format!("<p>甲{REDACTION_MARK}乙<img><a>链接</a><a href=\"/a?b=1&amp;c\">二</a></p>");
    assert_eq!(html(data, "王某"), kept);
}

#[test]
fn words_that_stand_elsewhere_are_named() {
    let document = |body: &str| Document { title: "关于王某的决定".into(), ..Document::html(body) };
    let body = "<p>王某</p>";
    let all = [removal("body", body, "王某"), removal("title", "关于王某的决定", "王某")];
    assert_eq!(redact(&document(body), &all[..1], &[]), Err(RedactionError::Remains(0, "title".into())));
    assert!(redact(&document(body), &all, &[]).is_ok());
    for elsewhere in [
        "<p>王某</p><p>王 <b>某</b></p>",
        "<p>王某</p><a href=\"/people/%E7%8E%8B%E6%9F%90.html\">简历</a>",
        "<p>王某</p><img src=\"a.png\" alt=\"&#29579;某\">",
        "<p>王某</p>王\u{200B}某",
    ] {
        let refused = redact(&Document::html(elsewhere), &[removal("body", elsewhere, "王某")], &[]);
        assert_eq!(refused, Err(RedactionError::Remains(0, "body".into())), "{elsewhere}");
    }
}

#[test]
fn an_attachment_goes_out_as_its_redacted_text() {
    let file = Attachment {
        name: "名单.xlsx".into(),
        media_type: "application/vnd.ms-excel".into(),
        digest: sm3_text(b"the file"),
        text: Some("王某 13900000000\n李某".into()),
    };
    let document = Document {
        attachments: vec![file.clone(), Attachment { name: "二.pdf".into(), text: None, ..file.clone() }],
        ..Document::default()
    };
    let public = redact(&document, &[removal("attachment/0", "王某 13900000000\n李某", "13900000000")], &[]).unwrap();
    let text = format!("王某 {REDACTION_MARK}\n李某");
    let first = &public.attachments[0];
    assert_eq!(
        (first.name.as_str(), first.media_type.as_str(), &first.digest),
        ("名单.公开版.txt", "text/plain", &sm3_text(text.as_bytes()))
    );
    assert_eq!(first.text.as_deref(), Some(text.as_str()));
    assert_eq!(public.attachments[1], document.attachments[1], "untouched files stay");
}

#[test]
fn places_that_cannot_be_are_named() {
    let document = Document { metadata: vec![("来源".into(), "本局".into())], ..Document::plain("一二三四") };
    let at = |part: &str, range: std::ops::Range<usize>| Removal { part: part.into(), range };
    let refused = |removals: &[Removal]| redact(&document, removals, &[]).unwrap_err();
    assert_eq!(refused(&[]), RedactionError::Count);
    for (bad, why) in [
        (at("body", 0..4), RedactionError::Character(1)),
        (at("body", 4..6), RedactionError::Character(1)),
        (at("body", 3..3), RedactionError::Empty(1)),
        (at("body", 3..99), RedactionError::Place(1)),
        (at("body", std::ops::Range { start: 6, end: 3 }), RedactionError::Place(1)),
        (at("summary", 0..0), RedactionError::Empty(1)),
        (at("attachment/0", 0..1), RedactionError::Place(1)),
        (at("metadata-name/来源", 0..3), RedactionError::Place(1)),
        (at("x", 0..1), RedactionError::Place(1)),
    ] {
        assert_eq!(refused(&[at("body", 0..3), bad.clone()]), why, "{bad:?}");
    }
    assert_eq!(refused(&[at("body", 0..6), at("body", 3..9)]), RedactionError::Overlap(1));
    assert!(redact(&document, &[at("metadata/来源", 0..6)], &[]).is_ok());
}

#[test]
fn no_passage_begins_or_ends_inside_markup() {
    let body = "<p class=\"a\">一&#26576;二</p><!-- 注 -->三";
    let document = Document::html(body);
    let at = |from: &str, length: usize| {
        let start = body.find(from).unwrap();
        redact(&document, &[Removal { part: "body".into(), range: start..start + length }], &[])
    };
    assert_eq!(at("class", 13), Err(RedactionError::Tag(0)), "begins in a tag");
    assert_eq!(at("一", 5), Err(RedactionError::Tag(0)), "ends in a character reference");
    assert_eq!(at("26576;", 9), Err(RedactionError::Tag(0)), "begins in a character reference");
    assert_eq!(at("二", 5), Err(RedactionError::Tag(0)), "ends in an end tag");
    assert_eq!(at("注", 10), Err(RedactionError::Tag(0)), "begins in a comment");
    assert_eq!(at("<p", 13), Err(RedactionError::Empty(0)), "a tag is no words");
    let mark = REDACTION_MARK;
    assert_eq!(at("<p", 16).map(|public| public.body), Ok(format!("{mark}<p>某二</p>三")));
    assert_eq!(at("<p", 16 + 8).map(|public| public.body), Ok(format!("{mark}<p>二</p>三")));
    assert_eq!(at("二", 7).map(|public| public.body), Ok(format!("<p>一某{mark}</p>三")));
}

#[test]
fn a_file_is_left_out_as_a_whole() {
    let file = |name: &str, text: &str| Attachment {
        name: name.into(),
        media_type: "application/pdf".into(),
        digest: sm3_text(text.as_bytes()),
        text: Some(text.into()),
    };
    let document = Document {
        attachments: vec![file("一.pdf", "报价一百元"), file("二.pdf", "公告")],
        ..Document::plain("见附件")
    };
    let public = redact(&document, &[], &[0]).unwrap();
    assert_eq!(public.attachments, document.attachments[1..]);
    let refused = |removals: &[Removal], dropped: &[usize]| redact(&document, removals, dropped).unwrap_err();
    assert_eq!(refused(&[], &[]), RedactionError::Count);
    assert_eq!(refused(&[], &[2]), RedactionError::File(0));
    assert_eq!(refused(&[], &[1, 1]), RedactionError::File(1));
    let inside = [removal("attachment/0", "报价一百元", "一百元")];
    assert_eq!(refused(&inside, &[0]), RedactionError::Overlap(0));
    let second = redact(&document, &[removal("attachment/1", "公告", "公告")], &[0]).unwrap();
    assert_eq!(second.attachments[0].text.as_deref(), Some(REDACTION_MARK), "numbers are those of the original");
}

/// Text without markup, in which a passage can be told from its surroundings.
fn words(letters: &'static str) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(letters.chars().collect::<Vec<_>>()), 2..12)
        .prop_map(|letters| letters.into_iter().collect())
}

/// The same with tags between the letters: inline, of blocks, of cells, without an end.
fn tagged() -> impl Strategy<Value = String> {
    let tag = prop::sample::select(vec![
        "",
        "",
        "<b>",
        "</b>",
        "<br>",
        "</p><p>",
        "<p>",
        "<!-- 丙 -->",
        "<td>",
        "<img alt=x>",
    ]);
    prop::collection::vec((prop::sample::select(vec!["丙", "丁", "&#25102;"]), tag), 2..10)
        .prop_map(|pieces| pieces.into_iter().map(|(letter, tag)| format!("{letter}{tag}")).collect::<String>() + "丁")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_word_survives(before in words("甲乙 "), secret in tagged(), after in words("甲乙 "), again: bool) {
        let body = format!("<div>{before}{secret}{after}{}</div>", if again { secret.as_str() } else { "" });
        let at = "<div>".len() + before.len();
        let removals = [Removal { part: "body".into(), range: at..at + secret.len() }];
        let result = redact(&Document::html(body.as_str()), &removals, &[]);
        prop_assert_eq!(result.is_err(), again, "what stands again is named: {}", body);
        if let Ok(public) = result {
            prop_assert!(!public.body.contains(['丙', '丁', '戎']), "{}", public.body);
            let text = Text::new(&public.body, BodyFormat::Html);
            let squeezed = |text: &str| text.chars().filter(|it| !it.is_whitespace()).collect::<String>();
            prop_assert_eq!(squeezed(text.as_str()), squeezed(&format!("{before}{REDACTION_MARK}{after}")));
        }
    }

    #[test]
    fn nothing_depends_on_what_was_taken_out(before in words("甲乙<&"), after in words("甲乙>\""), one in words("丙丁戊"), other in words("己庚辛"), is_html: bool) {
        let public = |secret: &str| {
            let body = if is_html { document::escape(&before) + "<i>" + secret + "</i>" + &document::escape(&after) } else { format!("{before}{secret}{after}") };
            let document = if is_html { Document::html(body.as_str()) } else { Document::plain(body.as_str()) };
            redact(&document, &[removal("body", &body, secret)], &[]).unwrap()
        };
        prop_assert_eq!(public(&one), public(&other));
    }
}
