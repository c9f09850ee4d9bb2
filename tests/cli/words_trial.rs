//! `words trial`: an agency's words on its past articles, before they count.

use crate::program::{Folder, Run, run, shown};
use xianshen_tests::dist;

const LIST: &str = "错误词,正确词\n项目会,工程会\n营伤环境,营商环境\n从未出现词,出现\n";

fn trial(list: &str, articles: &str) -> Run {
    let (builder, base) = (shown(&dist().join("xianshen-builder.wasm")), shown(&dist().join("base.rows")));
    run(["words", "trial", list, "--on", articles, "--base", &base, "--builder", &builder])
}

/// Thirty articles; every second one has the wide word.
fn articles(folder: &Folder) -> String {
    let articles = folder.path("articles");
    std::fs::create_dir_all(articles.join("2024")).expect("created");
    for number in 0..28 {
        let wide = if number % 2 == 0 { "召开了项目会，" } else { "" };
        let text = format!("近日，某县{wide}研究第{number}批工程。");
        std::fs::write(articles.join(format!("2024/{number:02}.txt")), text).expect("written");
    }
    let page = "<html><body><p>优化<b>营伤</b>环境。</p></body></html>";
    std::fs::write(articles.join("page.html"), page).expect("written");
    let gbk = b"\xd3\xc5\xbb\xaf\xd3\xaa\xc9\xcb\xbb\xb7\xbe\xb3\xa1\xa3";
    std::fs::write(articles.join("old.txt"), gbk).expect("written");
    std::fs::write(articles.join("more.jsonl"), "{\"标题\":\"通知\",\"正文\":\"某县发布。\"}\n").expect("written");
    shown(&articles)
}

#[test]
fn wide_words_are_seen_before_they_count() {
    let folder = Folder::new();
    let list = folder.file("词表.csv", LIST);
    let tried = trial(&list, &articles(&folder));
    assert_eq!(tried.code, 0, "{}{}", tried.out, tried.err);
    for line in [
        "试运行：31 篇稿件",
        "「项目会」（词表.csv 第 2 行）：14 处，14 篇（45.1 %）；过宽",
        "00.txt：…近日，某县召开了【项目会】，研究第0批工程。…",
        "「营伤环境」（词表.csv 第 3 行）：2 处，2 篇",
        "没有命中 1 个词",
        "请先处理过宽的词",
    ] {
        assert!(tried.out.contains(line), "{line} is missing in {}", tried.out);
    }
}

#[test]
fn what_cannot_be_tried() {
    let folder = Folder::new();
    let list = folder.file("词表.csv", LIST);
    let empty = folder.path("empty");
    std::fs::create_dir_all(&empty).expect("created");
    assert_eq!(trial(&list, &shown(&empty)).failure(), (2, "no-articles"));
    assert_eq!(trial(&list, "no-such-folder").failure(), (2, "file-unreadable"));
    let circle = folder.file("circle.csv", "错误词,正确词\n甲乙,乙甲\n乙甲,甲乙\n");
    assert_eq!(trial(&circle, &articles(&folder)).failure(), (2, "no-entries"));
    let builder = shown(&dist().join("xianshen.wasm"));
    let refused = run(["words", "trial", &list, "--on", &articles(&folder), "--builder", &builder]);
    assert_eq!(refused.failure(), (2, "not-a-builder"), "{}", refused.err);
}
