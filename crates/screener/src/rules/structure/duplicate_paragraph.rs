//! A paragraph that stands twice.

use crate::hit::{Hit, Hits};
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Level, Tier};
use std::collections::BTreeMap;

const DOCUMENTATION: &str = "\
## 检查什么
同一篇里一字不差地出现两次的段落（30字以上），多为复制粘贴差错。表格不算。

## 依据
编校常规；政府网站读网抽查把内容重复列为差错。

## 命中
```text
各单位要高度重视本次检查工作，明确责任分工，认真组织实施，确保检查工作取得实际效果。⏎一、检查内容⏎各单位要高度重视本次检查工作，明确责任分工，认真组织实施，确保检查工作取得实际效果。
```

## 不报
```text
各单位要高度重视。⏎各单位要高度重视。
各单位要高度重视本次检查工作，明确责任分工，认真组织实施，确保检查工作取得实际效果。
名称\t甲市乙区丙街道办事处综合行政执法队工作人员登记情况\t数量⏎名称\t甲市乙区丙街道办事处综合行政执法队工作人员登记情况\t数量
```

## 词语来源
无词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "structure/duplicate_paragraph",
    title: "重复段落",
    level: Level::Advise,
    clause: "8",
    tier: Tier::Practice,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &[],
    summarise: false,
    check,
};

/// Shorter paragraphs repeat in good order, in bytes: thirty Chinese characters.
const SHORTEST: usize = 90;

fn check(target: &Target<'_>, hits: &mut Hits) {
    if !target.is_body() {
        return;
    }
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (start, block) in target.blocks() {
        let paragraph = block.trim();
        let is_sentence = paragraph.ends_with(['。', '；', '！', '？']) && !paragraph.contains('\t');
        if paragraph.len() < SHORTEST || !is_sentence {
            continue;
        }
        let at = start + (block.len() - block.trim_start().len());
        if let Some(earlier) = first.get(paragraph) {
            let message = "本段与前面的段落一字不差，请核对是否重复粘贴。";
            let place = *earlier..*earlier + paragraph.len();
            let hit = Hit::new(at..at + paragraph.len(), Level::Advise, message).places(vec![place]).confidence(900);
            hits.push(hit.source(Tier::Practice, "编校常规"));
        } else {
            first.insert(paragraph, at);
        }
    }
}
