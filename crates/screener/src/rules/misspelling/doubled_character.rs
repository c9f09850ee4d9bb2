//! Words and particles typed twice.

use crate::characters::{after, before};
use crate::hit::{Hit, Hits};
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Level, Tier};

const DOCUMENTATION: &str = "\
## 检查什么
重复录入的虚词（的的、了了、是是、在在……）和不能重叠的词（进行进行、我们我们……）。每个字都登记了两字分属前后两词的情形（目的｜的、参与｜与、实实在在），这些不报；普通叠词（天天、常常、层层）和人名不看。

## 依据
《现代汉语词典》：虚词和这些动词、代词没有重叠用法。《规范》第八条。

## 命中
```text
负责危险房屋解危的的具体工作。
会议听取了了有关情况的汇报。
公园设施存在在安全隐患不排除的
各单位要对工作进行进行总结。
我们我们要认真落实会议精神。
这是是一项重要任务。
加强部门之间的协调和和配合。
群众们们积极参与。
有关规规定如下。
由负负责人签字。
```

## 不报
```text
以非法占有为目的的，依法追究责任。
买受人应当接收标的的交付。
为了了解有关情况，此事不能不了了之。
让群众得到实实在在的实惠，确需在在线平台办理。
坚持解放思想、实事求是是我们的思想路线，明辨是非，没有是是非非。
决定战争和和平的问题，争取和和美美。
任何人不得对对方实施侵害，要对对口支援作出安排。
参与与残疾人事业有关的活动，欢迎与会人员与与会专家交流。
天天锻炼，常常学习，层层落实，家家户户，事事有回音。
停放点停放以及及时回收。
事由由法律规定的除外。
一个一个解决，研究研究再说。
违反法律法规规定的，认认真真整改，切切实实负起责任。
他有远大抱负负责到底，所有有关单位参加。
结建建设项目和拟建建设工程，新建建设用地。
管有有关物料，对大跃进进行总结。
```

## 词语来源
规则自带的虚词和词语表，取自《现代汉语词典》词类标注；跨词情形从公开法规文本中归纳。
";

pub(crate) static RULE: Rule = Rule {
    code: "misspelling/doubled_character",
    title: "重字、重词",
    level: Level::Confirm,
    clause: "8",
    tier: Tier::Practice,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &CUES,
    summarise: false,
    check,
};

/// What is found twice; the particles first, in the order of [`BETWEEN`].
const CUES: [&str; 98] = [
    "的的",
    "了了",
    "是是",
    "被被",
    "和和",
    "在在",
    "与与",
    "及及",
    "对对",
    "由由",
    "并并",
    "把把",
    "将将",
    "从从",
    "已已",
    "还还",
    "就就",
    "们们",
    "这这",
    "我我",
    "他他",
    "她她",
    "进行进行",
    "我们我们",
    "他们他们",
    "关于关于",
    "对于对于",
    "根据根据",
    "按照按照",
    "以及以及",
    "并且并且",
    "但是但是",
    "因为因为",
    "所以所以",
    "如果如果",
    "由于由于",
    "为了为了",
    "已经已经",
    "应当应当",
    "必须必须",
    "能够能够",
    "其中其中",
    "同时同时",
    "目前目前",
    "有关有关",
    "相关相关",
    "及时及时",
    "认真认真",
    "加强加强",
    "加快加快",
    "推进推进",
    "开展开展",
    "落实落实",
    "做好做好",
    "确保确保",
    "提高提高",
    "提升提升",
    "促进促进",
    "完善完善",
    "建立建立",
    "健全健全",
    "积极积极",
    "全面全面",
    "进一步进一步",
    "现将现将",
    "特此特此",
    "贯彻贯彻",
    "要求要求",
    "部署部署",
    "单位单位",
    "规规定",
    "负负责",
    "认认真",
    "贯贯彻",
    "落落实",
    "严严格",
    "按按照",
    "根根据",
    "加加强",
    "推推进",
    "提提高",
    "完完善",
    "有有关",
    "相相关",
    "进进行",
    "实实施",
    "任任务",
    "确确保",
    "积积极",
    "全全面",
    "切切实",
    "开开展",
    "具具体",
    "各各级",
    "各各单",
    "各各部",
    "制制定",
    "坚坚持",
];

/// For each particle, what before it ends and what after it begins a word of its own.
const BETWEEN: [(&str, &str); 22] = [
    ("目标", "确士"),
    ("不小一时", "之解结望却断事"),
    ("求于", "非"),
    ("", "褥子套单面"),
    ("总共饱祥随平讲", "平谐睦解气美善蔼声约顺风好田县龙议服悦缓硕"),
    ("实现所内潜好自正外旨", "线校职建岗编籍途地场位世朝野逃押册读役产即内外乎理意于案此任室家华"),
    ("参给赋赠授付", "会时日众世"),
    ("涉普波危顾提论触埃", "时早格其第"),
    (
        "应针面绝相反核校配不敌派比结",
        "外方口象手应策比话联抗账付照调接面岸立等称错待流内标准冲于偶对开仗质焊齐弈垒峙歌虾讲",
    ),
    ("事理自案缘经", "头衷"),
    ("合兼吞归", "购联轨存网排行列案发举进"),
    ("一火拖", "关脉握手柄戏持门式子"),
    ("名大小上中少主干健闯武良", "军领士帅来相官近才要就"),
    ("服听顺遵随自无侍跟盲", "业事严而众属重轻容前此来政军优紧快句量犯者小教医警艺简速"),
    ("不自而", ""),
    ("归偿返退奉生", "款债贷原清本礼击价乡珠"),
    ("成造铸早", "业地近医读餐诊职任学寝座绪义擒范"),
    ("", ""),
    ("", ""),
    ("自", ""),
    ("其吉", "杀律国乡"),
    ("", ""),
];

/// Words whose first character is found twice, with what before it makes a word of the first one: 法规｜规定, 抱负｜负责.
const FIRST: [(&str, &str); 28] = [
    ("规规定", "法常校家新正党陈民违犯军圆清成判定行"),
    ("负负责", "正抱胜肩担背自承欠辜"),
    ("认认真", "承否公确默辨共体"),
    ("贯贯彻", "连一籍横纵满鱼"),
    ("落落实", "部村角下段院回坐失降零衰堕冷陷脱错"),
    ("严严格", "从尊庄威森戒"),
    ("按按照", ""),
    ("根根据", "树竹草老须存票"),
    ("加加强", "参增附更追添叠外施强递累"),
    ("推推进", "首类助力强稳"),
    ("提提高", "前手"),
    ("完完善", ""),
    ("有有关", "管所没拥持国公私享占现具含富特固还只共专民自都"),
    ("相相关", "真首照互变面外长亮宰"),
    ("进进行", "跃推促改先前跟引增演并行"),
    ("实实施", "落切确真现老诚事据核扎充果坚翔求证写纪如其"),
    ("任任务", "责主担上信现前历离连委继兼胜出赴到在聘续"),
    ("确确保", "明准正的精"),
    ("积积极", "面累体容沉堆"),
    ("全全面", "安健完齐保周成"),
    ("切切实", "一迫密深关确"),
    ("开开展", "公召展打离放分避敞盛"),
    ("具具体", "工器文家玩农餐用模面道刀"),
    ("各各级", ""),
    ("各各单", ""),
    ("各各部", ""),
    ("制制定", "编控体机限法研创管强抑监自复公建学税币"),
    ("坚坚持", "中"),
];

fn check(target: &Target<'_>, hits: &mut Hits) {
    let text = target.as_str();
    for cue in target.cues {
        let (left, right) = (before(text, cue.range.start), after(text, cue.range.end));
        let (ends, begins) = BETWEEN.get(cue.number).copied().unwrap_or_default();
        let belongs = |it: Option<char>, words: &str| it.is_some_and(|it| words.contains(it));
        let found = CUES.get(cue.number).copied().unwrap_or_default();
        let first = FIRST.iter().find(|(word, _)| *word == found);
        let ends = first.map_or(ends, |(_, ends)| *ends);
        let half = if first.is_some() { found.len() / 3 } else { found.len() / 2 };
        let one = found.get(..half).unwrap_or_default();
        // A third time is no slip but emphasis, or a quotation of speech.
        // 认认真真 and 切切实实 are ways to speak.
        let spoken = first.is_some() && right.is_some_and(|right| found.ends_with(right));
        let range = cue.range.start..cue.range.start + 2 * one.len();
        let again = spoken
            || text.get(range.end..).is_some_and(|after| after.starts_with(one))
            || text.get(..cue.range.start).is_some_and(|before| before.ends_with(one));
        if belongs(left, ends) || belongs(right, begins) || again {
            continue;
        }
        hits.push(
            Hit::new(range, Level::Confirm, format!("“{one}”重复，应只留一个。"))
                .source(Tier::Practice, "《现代汉语词典》")
                .replace(one)
                .confidence(900),
        );
    }
}
