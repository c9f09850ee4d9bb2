//! Marks that are known by their place: alone in a line, in brackets, after a label.

use std::ops::Range;

/// The three grades, as they are written and as scanners read them.
const FIRST: [char; 6] = ['绝', '絕', '机', '機', '秘', '祕'];
const SECOND: [char; 3] = ['密', '宻', '蜜'];
const BRACKETS: [(char, char); 6] =
    [('\u{FF08}', '\u{FF09}'), ('(', ')'), ('【', '】'), ('〔', '〕'), ('[', ']'), ('［', '］')];

/// Whether a text is a grade and nothing else; white space inside does not count.
pub(crate) fn is_grade(text: &str) -> bool {
    strip_grade(text.trim()).is_some_and(|rest| rest.is_empty() || rest == "级")
}

/// What follows a grade at the beginning of a text; spaces may stand between the two characters.
pub(crate) fn strip_grade(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(FIRST)?;
    let grade = rest.trim_start_matches(' ').strip_prefix(SECOND)?;
    // 「机蜜」 is a scanner's reading of a mark only where the mark's form confirms it; 「秘蜜」 is no word at all.
    Some(grade)
}

/// The content of a text that is one pair of brackets from end to end.
pub(crate) fn in_brackets(text: &str) -> Option<&str> {
    let text = text.trim();
    let inside = |(open, close): &(char, char)| text.strip_prefix(*open)?.strip_suffix(*close);
    BRACKETS.iter().find_map(inside).filter(|inside| !inside.contains(BRACKETS.map(|(open, _)| open)))
}

/// The bracketed beginning of a text: what is inside, and what follows.
pub(crate) fn leading_brackets(text: &str) -> Option<(&str, &str)> {
    BRACKETS.iter().find_map(|(open, close)| text.strip_prefix(*open)?.split_once(*close))
}

/// The bracketed end of a text: what stands before, and what is inside.
pub(crate) fn trailing_brackets(text: &str) -> Option<(&str, &str)> {
    BRACKETS.iter().find_map(|(open, close)| text.strip_suffix(*close)?.rsplit_once(*open))
}

/// The place of `part` in `text`, which it is a slice of.
pub(crate) fn place_in(text: &str, part: &str) -> Range<usize> {
    let start = (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize).min(text.len());
    start..(start + part.len()).min(text.len())
}

/// So many lines at the beginning of a part can carry what stands at the head of a page.
const HEAD_LINES: usize = 12;
/// What scanners make of a star.
const MISREAD_STARS: [char; 10] = ['大', '太', '女', '文', '#', '·', '•', '・', '∙', '●'];
/// What explains a grade instead of marking a paragraph with it.
const EXPLAINS: [char; 18] =
    ['是', '指', '为', '级', '、', '，', '：', ':', '的', '及', '和', '或', '等', '文', '载', '事', '信', '；'];

/// State-secret marks that are known by their line, in bytes of the text. `blocks` are the paragraphs of the text with their places.
pub(crate) fn line_marks<'t>(blocks: impl Iterator<Item = (usize, &'t str)>) -> Vec<Range<usize>> {
    let mut marks = Vec::new();
    let mut head: Vec<(usize, &str)> = Vec::new();
    for (number, (start, block)) in blocks.enumerate() {
        let line = block.trim();
        let mark = label_mark(line).or_else(|| paragraph_mark(line)).or_else(|| misread_star(line));
        if let Some(mark) = mark {
            let place = place_in(block, mark);
            marks.push(start + place.start..start + place.end);
        }
        if number < HEAD_LINES {
            head.push((start + place_in(block, line).start, line));
        }
    }
    marks.extend(head_marks(&head));
    marks
}

/// 「密级：机密」, with 「保密期限：10年」 or nothing behind it.
fn label_mark(line: &str) -> Option<&str> {
    let (_, after) = line.split_once("密级").or_else(|| line.split_once("密 级"))?;
    let value = after.trim_start_matches(' ').strip_prefix(['：', ':', '\t'])?.trim_start();
    let rest = strip_grade(value)?;
    let rest = rest.strip_prefix('级').unwrap_or(rest);
    let ends = rest.trim_start().is_empty() || rest.starts_with([' ', '\t', '）', ')', '】']);
    // A form to be filled in offers all grades; a table of words goes on with the next.
    let blank = rest.contains(['□', '☐', '○', '密', '/', '、']);
    let begins = place_in(line, after).start;
    let label = line.get(..begins)?;
    let field = label.chars().count() <= 8 || label.trim_end_matches("密级").ends_with([' ', '\t', '（', '(', '【']);
    (ends && !(blank && !rest.contains("保密期限")) && field).then(|| {
        let end = line.len() - rest.len();
        line.get(begins - "密级".len()..end).unwrap_or(line)
    })
}

/// 「（机密）」 before the text of a paragraph, or alone in its line.
fn paragraph_mark(line: &str) -> Option<&str> {
    let (inside, after) = leading_brackets(line)?;
    let after = after.trim_start();
    let grade = is_grade(inside) && !inside.contains(SECOND[2]);
    (grade && !after.starts_with(EXPLAINS) && !after.contains('\t')).then(|| {
        let end = place_in(line, inside).end;
        line.get(..end + line.get(end..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)).unwrap_or(line)
    })
}

/// 「机密大10年」 and 「机密·10年」 alone in a line: a star that was read or typed as something else.
fn misread_star(line: &str) -> Option<&str> {
    let rest = strip_grade(line)?.trim_start_matches(' ').strip_prefix(MISREAD_STARS)?.trim_matches(' ');
    is_period(rest).then_some(line)
}

/// 长期, or at most two digits and a unit.
fn is_period(text: &str) -> bool {
    let number = text.trim_end_matches(|character: char| !character.is_ascii_digit());
    let unit = text.get(number.len()..).unwrap_or_default().trim();
    let digits = number.bytes().all(|byte| byte.is_ascii_digit()) && (1..=2).contains(&number.len());
    text == "长期" || digits && matches!(unit, "年" | "个月" | "月")
}

/// What only the head of a page tells: a grade alone in a line beside a copy number or a degree of urgency, or with its period.
fn head_marks(head: &[(usize, &str)]) -> Vec<Range<usize>> {
    let grades = head.iter().filter(|(_, line)| strip_grade(line).is_some()).count();
    let mark = |(number, (start, line)): (usize, &(usize, &str))| {
        let bare = line.trim_matches(['★', '☆', ' ']);
        let near = head.get(number.saturating_sub(2)..(number + 3).min(head.len())).unwrap_or_default();
        let beside = near.iter().any(|(_, line)| is_copy_number(line) || is_urgency(line));
        let starred = bare.len() < line.trim().len() && bare != *line;
        let with_period =
            strip_grade(line).is_some_and(|rest| is_period(rest.trim_start_matches(' '))) && !line.contains('\t');
        let found = is_grade(bare) && (beside || starred) || with_period || graded_copy(line);
        // The grades one below the other are a list of them.
        (found && grades <= 1).then(|| *start..*start + line.len())
    };
    head.iter().enumerate().filter_map(mark).collect()
}

/// A copy number: six digits alone, or with its label.
fn is_copy_number(line: &str) -> bool {
    let digits = ["份号", "份数序号"].iter().find_map(|label| line.strip_prefix(label)).unwrap_or(line);
    let digits = digits.trim_matches([' ', '：', ':']);
    (digits.len() == 6 || digits.len() < line.len() && !digits.is_empty())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// 「000012 机密」 in one line.
fn graded_copy(line: &str) -> bool {
    let (number, grade) = line.split_once([' ', '\t']).unwrap_or_default();
    number.len() == 6 && number.bytes().all(|byte| byte.is_ascii_digit()) && is_grade(grade)
}

fn is_urgency(line: &str) -> bool {
    let bare: String = line.chars().filter(|character| *character != ' ').collect();
    matches!(bare.as_str(), "特急" | "加急" | "特提" | "平急" | "急件")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(text: &str) -> Vec<&str> {
        let mut start = 0;
        let blocks = text.split('\n').map(|line| {
            let at = start;
            start += line.len() + 1;
            (at, line)
        });
        line_marks(blocks).into_iter().filter_map(|range| text.get(range)).collect()
    }

    #[test]
    fn labels() {
        assert_eq!(marks("密级：机密"), ["密级：机密"]);
        assert_eq!(marks("文件编号12 密级:秘密 保密期限:10年"), ["密级:秘密"]);
        assert_eq!(marks("密级\t机密\t份数\t20"), ["密级\t机密"]);
        for text in
            ["密级：绝密□ 机密□ 秘密□", "密级：机密、秘密", "密级：无", "应当标明密级：机密级以上", "密级：公开"]
        {
            assert!(marks(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn the_head_of_a_page() {
        assert_eq!(marks("000012\n机 密\n特急\n某某局文件"), ["机 密"]);
        assert_eq!(marks("秘密\n加  急"), ["秘密"]);
        assert_eq!(marks("机密 10年\n某某局"), ["机密 10年"]);
        assert_eq!(marks("★机密\n某某局"), ["★机密"]);
        assert_eq!(marks("000012 绝密"), ["000012 绝密"]);
        for text in ["机密", "绝密 30年\n机密 20年\n秘密 10年", "绝密\t30年", "100010\n秘密花园"] {
            assert!(marks(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn paragraphs_and_misread_stars() {
        assert_eq!(marks("（机密）二、当前部署情况如下"), ["（机密）"]);
        assert_eq!(marks("机密大10年\n秘密·5年"), ["机密大10年", "秘密·5年"]);
        for text in ["（机密）是指重要的国家秘密", "（秘密、机密）", "机密大事10年", "秘密·三年", "（秘密级）文件"]
        {
            assert!(marks(text).is_empty(), "{text}");
        }
    }
}
