//! Tables of data whose heading cells are not marked.

use crate::hit::{Hit, Hits};
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Level, Tier};

const DOCUMENTATION: &str = "\
## 检查什么
两行两列以上、第一行每格都有短文字的数据表没有表头单元格（th）。排版用的表格（嵌套、单行、单列）不报。

## 依据
GB/T 37668—2019《信息技术 互联网内容无障碍可访问性技术要求与测试方法》；《无障碍环境建设法》第三十二条：政府网站逐步符合无障碍网站设计标准。《规范》第八条。

## 命中
```html
<table><tr><td>姓名</td><td>单位</td></tr><tr><td>张某</td><td>甲局</td></tr><tr><td>李某</td><td>乙局</td></tr></table>
```

## 不报
```html
<table><tr><th>姓名</th><th>单位</th></tr><tr><td>张某</td><td>甲局</td></tr><tr><td>李某</td><td>乙局</td></tr></table>
<table><tr><td>索引号</td><td>2024</td></tr></table>
<table><tr><td>正文一段</td></tr><tr><td>正文二段</td></tr><tr><td>正文三段</td></tr></table>
<table role='presentation'><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr><tr><td>戊</td><td>己</td></tr></table>
<table><tr><td>索引号：</td><td>a-1</td></tr><tr><td>标题：</td><td>通知</td></tr><tr><td>日期：</td><td>1月</td></tr></table>
```

## 词语来源
不用词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "accessibility/table_header",
    title: "表格缺表头",
    level: Level::Advise,
    clause: "8",
    tier: Tier::NationalStandard,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &[],
    summarise: true,
    check,
};

const SOURCE: &str = "GB/T 37668—2019《信息技术 互联网内容无障碍可访问性技术要求与测试方法》";
/// So many rows make a table of data; its heading cells are at most so long, in characters.
const ROWS: usize = 3;
const LONGEST: usize = 16;

fn check(target: &Target<'_>, hits: &mut Hits) {
    for table in &target.text.outline().tables {
        if table.header || table.layout || table.rows < ROWS || table.columns < 2 {
            continue;
        }
        let text = target.slice(table.text.clone());
        let text_start = text.len() - text.trim_start_matches(['\n', '\t', ' ']).len();
        let Some(first) = text.get(text_start..).and_then(|text| text.lines().next()) else { continue };
        let cells: Vec<&str> = first.split('\t').map(str::trim).filter(|cell| !cell.is_empty()).collect();
        // A first row of words is a heading; a label with its value is a form.
        let is_heading = |cell: &&str| {
            cell.chars().count() <= LONGEST
                && !cell.ends_with(['：', ':', '。'])
                && !cell.starts_with(|it: char| it.is_ascii_digit())
        };
        if cells.len() < 2 || cells.len() < table.columns || !cells.iter().all(is_heading) {
            continue;
        }
        let start = table.text.start + text_start;
        hits.push(
            Hit::new(
                start..start + first.trim_end().len(),
                Level::Advise,
                "数据表格没有标出表头，读屏软件对不上行列，应把表头单元格设为“标题单元格”（th）。",
            )
            .source(Tier::NationalStandard, SOURCE)
            .confidence(800),
        );
    }
}
