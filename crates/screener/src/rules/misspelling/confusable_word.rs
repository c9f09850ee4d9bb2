//! Words that are wrong as they stand, from the pack's rows.

use crate::hit::Hits;
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Kind, Level, Tier};

const DOCUMENTATION: &str = "\
## 检查什么
词库中登记的错误词形（错→对），按词条自带的前后文条件判断，放行词中的不报。

## 依据
《规范》第八条：发布前须对错别字进行技术筛查。具体词条的出处见每条发现的“依据”。

## 命中
```text
会议对下一步工作作出布署。
审核员对初审信息的政治性、准确定、及时性把关。
再此基础上，进一步完善制度。
这一做法值的推广。
项目建设取的进展。
申请人必需符合下列条件。
结果出乎意料之外。
切忌不要盲目投资。
```

## 不报
```text
会议对下一步工作作出部署。
要找准确定位，完善功能。
在此基础上，不再收取费用；不在收取范围的除外。
所采取的进展慢的措施，价值的肯定。
生活所必需符合标准。
来自于洪区的代表，来自某地。
```

## 词语来源
`crates/lexicon/data/` 的 `misspellings.tsv` 和 `context_pairs.tsv`，逐条注明出处和理由；单位可另装自己的词库。
";

pub(crate) static RULE: Rule = Rule {
    code: "misspelling/confusable_word",
    title: "易混词误用",
    level: Level::Block,
    clause: "8",
    tier: Tier::NationalStandard,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &[],
    summarise: false,
    check,
};

fn check(target: &Target<'_>, hits: &mut Hits) {
    crate::rules::row_hits(target, Kind::Wrong, hits);
}
