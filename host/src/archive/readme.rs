//! The page that tells a person of another time what the files are.

use super::Manifest;

/// The text, from the manifest without its list of files.
pub(super) fn text(manifest: &Manifest) -> String {
    let Manifest { site, item, events, head, component, engine, pack, originals, missing_reports, .. } = manifest;
    let originals = list(originals, "没有。");
    let missing = list(missing_reports, "没有。");
    format!(
        "# 稿件 {item} 的审查档案

本目录（或压缩文件）由“先审”导出，包含证明这件稿件如何审查、发布所需的全部内容，不依赖原平台即可核对。

- 站点：{site}
- 稿件编号：{item}
- 事件：{events} 条
- 记录链末端：{head}（与打印的审核单、备案表上的“记录链末端”相同）
- 审查组件：{component}，引擎 {engine}，词库 {pack}

## 文件

| 文件 | 内容 |
|---|---|
| `events.jsonl` | 全部事件，每行一条，逐条用哈希相连；每条都记有当时据以判定的事实 |
| `documents/` | 历轮提交的内容（公开版本），文件名是内容的 SM3 摘要 |
| `reports/` | 技术筛查报告，文件名是报告摘要 |
| `profiles/`、`calendars/` | 各步骤判定时的单位配置和工作日历，文件名是 SM3 摘要 |
| `forms/` | 审核单等表单，用浏览器打开即可阅读、打印 |
| `manifest.json`、`manifest.sm3` | 全部文件的 SM3 摘要，和清单自身的摘要 |

## 没有收入的内容

涉密或依法不公开的原件从不进入平台，这里只有摘要：

{originals}

下列筛查报告因词库已更新而不能重新生成，事件中仍有其摘要：

{missing}

## 核对

```sh
xianshen verify-log --archive 本文件
```

逐个文件比对摘要，逐条比对事件的哈希，并由审查组件按当时记录的事实把每一步重新判定一遍；有任何一处不符，指出是哪个文件、第几步。要确认档案与某张纸质表单是同一件，加上 `--head` 和纸上的记录链末端。

没有“先审”时也可以核对：对每个文件计算 SM3，与 `manifest.json` 比较；事件的哈希怎样计算，见组件接口 `review.wit` 中 `link` 的说明。
"
    )
}

fn list(digests: &[String], none: &str) -> String {
    if digests.is_empty() {
        return none.to_owned();
    }
    digests.iter().map(|digest| format!("- {digest}")).collect::<Vec<_>>().join("\n")
}
