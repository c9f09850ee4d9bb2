//! `explain`: the rules in words.

use crate::program::run;

#[test]
fn one_rule() {
    let text = run(["explain", "punctuation/pairing"]);
    assert_eq!(text.code, 0, "{}", text.err);
    for part in ["punctuation/pairing", "须改正或说明", "第八条", "【依据】", "GB/T 15834", "    · "] {
        assert!(text.out.contains(part), "{part} is missing in {}", text.out);
    }
    assert!(!text.out.contains("```") && !text.out.contains("## "), "{}", text.out);
    let json = run(["explain", "punctuation/pairing", "--format", "json"]).json();
    assert_eq!((json["level"].as_str(), json["clause"].as_str()), (Some("confirm"), Some("8")));
    assert!(json["documentation"].as_str().unwrap().contains("## 依据"));
    let markdown = run(["explain", "punctuation/pairing", "--format", "markdown"]);
    assert!(markdown.out.starts_with("# ") && markdown.out.contains("\n## 依据"), "{}", markdown.out);
}

#[test]
fn all_rules() {
    let text = run(["explain"]);
    for part in ["标点符号（punctuation）", "punctuation/pairing", "涉密标志", "第十一条第一项", "条规则"]
    {
        assert!(text.out.contains(part), "{part} is missing in {}", text.out);
    }
    let rules = run(["explain", "--format", "json"]).json();
    assert!(rules.as_array().unwrap().len() >= 4);
}

#[test]
fn near_codes_are_offered() {
    for (code, offered) in [
        ("punctuation/paring", "punctuation/pairing"),
        ("pairing", "punctuation/pairing"),
        ("成对", "punctuation/pairing"),
        ("punctuation", "punctuation/"),
    ] {
        let refused = run(["explain", code]);
        assert_eq!(refused.failure(), (2, "unknown-rule"));
        assert!(refused.err.contains(offered), "{code}: {}", refused.err);
    }
    let refused = run(["explain", "something/quite-different"]);
    assert!(refused.err.contains("xianshen explain"), "{}", refused.err);
}
