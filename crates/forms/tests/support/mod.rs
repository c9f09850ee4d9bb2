//! A full and an empty set of values. People, agencies and addresses are invented.

use forms::{
    Answer, Attachment, Choice, Criticised, Criticism, Data, Date, Determination, FilingStep, Finding, Gate, Head,
    Item, LookBack, MonthlyReturn, MonthlyRow, Officer, OfficerChange, Publication, Screening, SectionRate, Signature,
    Talk, Time, Verification, Withdrawal, WithdrawnChannel,
};

/// 2026-11-25T09:00:00 in Shanghai.
const START: u64 = 1_795_568_400_000;
const DIGEST: &str = "sm3:1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f809";
const HEAD: &str = "9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c5b4a39281706f5e4d3c2b1a0";

fn after(minutes: u64) -> Option<Time> {
    Some(Time(START + minutes * 60_000))
}

fn day(offset: i64) -> Option<Date> {
    Some(Date(calendar::day_of(START) + offset))
}

fn choices(labels: &[&str], chosen: usize) -> Vec<Choice> {
    labels.iter().enumerate().map(|(at, label)| Choice { chosen: at == chosen, label: (*label).into() }).collect()
}

/// Values for every field of every form.
pub(crate) fn full() -> Data {
    Data {
        head: head(),
        item: item(),
        screening: screening(),
        signatures: signatures(),
        voided_signatures: vec![Signature {
            round: 1,
            void_reason: "复审退回：文末联系电话与附件不一致".into(),
            ..signed("初审", "采编员", "周小禾", "信息科采编员", 3)
        }],
        filing: filing(),
        publications: vec![Publication {
            channel: "市政府门户网站".into(),
            person: "沈月".into(),
            at: after(205),
            address: "https://www.example.gov.cn/info/1267/3581.htm".into(),
            permit: "许可 2026-0188".into(),
            place: "工作时间，办公环境".into(),
        }],
        look_backs: vec![LookBack {
            person: "罗一帆".into(),
            section: "信息科".into(),
            at: after(1_500),
            result: "页面、附件、链接均正常，内容无误。".into(),
            action: "无".into(),
        }],
        withdrawals: vec![withdrawal()],
        determination: determination(),
        monthly: monthly(),
        criticism: criticism(),
        talk: talk(),
        officer_change: officer_change(),
        verification: Verification {
            site: "portal".into(),
            item: "2026-00123".into(),
            digest: DIGEST.into(),
            chain_head: HEAD.into(),
        },
    }
}

fn head() -> Head {
    Head {
        agency: "青川市数据服务局".into(),
        agency_short: "市数据局".into(),
        section: "信息科".into(),
        number: "青数审〔2026〕123号".into(),
        made_on: day(0),
        made_by: "周小禾".into(),
        contact: "0400-0000000".into(),
        addressee: "市大数据管理中心".into(),
        copies: "市政府办公室".into(),
        office: "青川市数据服务局".into(),
        printed_at: after(1_600),
        remarks: "原件随文归档。".into(),
    }
}

fn item() -> Item {
    Item {
        id: "2026-00123".into(),
        title: "关于开展2026年冬季政务服务大厅延时服务工作的通知".into(),
        summary: String::new(),
        attachments: vec![Attachment {
            name: "延时服务窗口一览表.xlsx".into(),
            media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet".into(),
            description: "各窗口时间和电话".into(),
            digest: "5e6f7081".into(),
        }],
        section: "信息科".into(),
        editor: "周小禾".into(),
        information_officer: "沈月".into(),
        column: "政务公开 > 通知公告".into(),
        channels: choices(&["政府网站", "政务新媒体", "报刊", "广播", "电视", "公开栏"], 0),
        planned_at: after(200),
        carrier: choices(&["公文类", "非公文类"], 0),
        origin: choices(&["本机关制发", "科室报送", "转载", "迁移导入", "互动交流", "其他渠道采集"], 0),
        source: "青川日报".into(),
        author: "本报记者 林木".into(),
        source_list: "稿源单位名单（2026年10月版）".into(),
        openness: choices(&["主动公开", "依申请公开", "不予公开"], 0),
        openness_reason: "《中华人民共和国政府信息公开条例》第二十条".into(),
        public_version: "需要。删去联系人手机号码 2 处。".into(),
        classification: choices(&["不涉密", "待确定"], 0),
        index_number: "qcssjj-2026-00123".into(),
        document_number: "青数发〔2026〕31号".into(),
        written_on: day(-2),
        valid_until: day(120),
        important: true,
        important_reason: "涉及全市办事时间调整".into(),
        leaders: false,
        provincial: false,
        leaders_statement: "不涉及。".into(),
        others_business: true,
        determination: "已征求市人力资源局意见，书面同意公开。".into(),
        basis: "拟同意公开。依据市政府办公室关于冬季延时服务的部署。".into(),
        round: 2,
        digest_short: "1a2b3c4d".into(),
    }
}

fn screening() -> Screening {
    Screening {
        at: after(10),
        system: "先审".into(),
        engine: "0.1.0".into(),
        pack: "c0ffee12".into(),
        report: "77aa88bb".into(),
        count: 2,
        findings: vec![
            Finding {
                place: "正文第 3 段".into(),
                fragment: "既使".into(),
                message: "“既使”应为“即使”，请改正。".into(),
                level: "须核实".into(),
                disposition: "已改正".into(),
                reason: String::new(),
                person: "周小禾".into(),
            },
            Finding {
                place: "附件".into(),
                fragment: "138****0000".into(),
                message: "疑似手机号码，请核实是否应当公开。".into(),
                level: "须核实".into(),
                disposition: "不属于第十一条情形".into(),
                reason: "窗口公开服务电话，已取得同意".into(),
                person: "高立".into(),
            },
        ],
        external: "2026年11月25日9时20分，周小禾，编号 J-20261125-07".into(),
    }
}

fn signed(level: &str, duty: &str, person: &str, role: &str, minutes: u64) -> Signature {
    Signature {
        level: level.into(),
        duty: duty.into(),
        person: person.into(),
        role: role.into(),
        at: after(minutes),
        digest_short: "1a2b3c4d".into(),
        gates: ["政治关", "法律关", "政策关", "保密关", "文字关", "舆情关"]
            .map(|name| Gate { name: name.into(), passed: true })
            .into(),
        secrecy: "不涉及国家秘密、工作秘密，可以公开".into(),
        proof_method: "对原稿".into(),
        proof_errors: "无".into(),
        opinion: "内容准确，同意报送。".into(),
        round: 2,
        ..Signature::default()
    }
}

fn signatures() -> Vec<Signature> {
    vec![
        signed("初审", "采编员", "周小禾", "信息科采编员", 20),
        signed("复审", "政治性、准确性、及时性", "高立", "信息科科长", 45),
        Signature {
            acting_for: "副局长何清".into(),
            delegation: "2026年11月20日书面委托".into(),
            statement: "不属于第十一条所列七类情形".into(),
            ..signed("三审", "政治敏感性、保密性", "马远", "副局长", 90)
        },
        Signature { level: "主要领导审定".into(), duty: "重要信息".into(), ..Signature::default() },
    ]
}

fn filing() -> Vec<FilingStep> {
    [("报送", "信息科", "高立", 100), ("接收", "综合协调科", "唐宁", 130), ("发布", "综合协调科", "沈月", 205)]
        .map(|(step, unit, person, minutes)| FilingStep {
            step: step.into(),
            unit: unit.into(),
            person: person.into(),
            at: after(minutes),
            opinion: "材料齐全。".into(),
            number: if step == "接收" { "备 2026-0456".into() } else { String::new() },
        })
        .into_iter()
        .chain([FilingStep { step: "归档".into(), unit: "综合协调科".into(), ..FilingStep::default() }])
        .collect()
}

fn withdrawal() -> Withdrawal {
    Withdrawal {
        reason_class: "有误".into(),
        reason: "附件中两个窗口的办公时间填写有误，更正后重新审查发布。".into(),
        found_by: "罗一帆（信息科）".into(),
        found_at: after(1_500),
        ordered_by: "信息科 高立".into(),
        ordered_at: after(1_510),
        contact: "综合协调科 唐宁".into(),
        confirmed_by: "市大数据管理中心 温和".into(),
        confirmed_at: after(1_560),
        channels: vec![
            WithdrawnChannel {
                channel: "市政府门户网站".into(),
                address: "https://www.example.gov.cn/info/1267/3581.htm".into(),
                removed_at: after(1_540),
                checked_by: "罗一帆".into(),
                checked_at: after(1_555),
            },
            WithdrawnChannel { channel: "政务微信".into(), ..WithdrawnChannel::default() },
        ],
        permit: "许可 2026-0188".into(),
        rectification: "更正后重新走完整一轮审查。".into(),
        closed_at: after(1_570),
    }
}

fn determination() -> Determination {
    Determination {
        consultation: false,
        bodies: "市国家保密局".into(),
        question: "该信息附件列有各窗口网络接入方式，请确定是否属于工作秘密。".into(),
        reason: "《保密事项范围》没有列明此类情形。".into(),
        own_opinion: "拟删去网络接入方式一栏后公开。".into(),
        sent_at: after(60),
        received_at: after(120),
        receiver: "安然".into(),
        working_days: 7,
        due_on: day(9),
        provisional: true,
        answers: vec![Answer {
            body: "市国家保密局".into(),
            at: after(4_000),
            number: "青保复〔2026〕9号".into(),
            conclusion: "不属于国家秘密、工作秘密。".into(),
        }],
        decision: "依据答复，决定主动公开。".into(),
    }
}

fn monthly() -> MonthlyReturn {
    let rows = (1..=30).map(|number| MonthlyRow {
        number,
        title: format!("关于第{number}号公共服务事项办理时间调整的公告"),
        section: "信息科".into(),
        openness: "主动公开".into(),
        review: "可以公开".into(),
        reviewer: "高立".into(),
        channel: "政府网站".into(),
        at: after(u64::from(number) * 30),
        form_number: format!("〔2026〕{number}号"),
        note: if number == 3 { "已撤稿".into() } else { String::new() },
    });
    MonthlyReturn {
        period: "2026年11月".into(),
        rows: rows.collect(),
        handed_in: 32,
        published: 30,
        withheld: 2,
        returned: 4,
        withdrawn: 1,
        looked_back: 29,
    }
}

fn criticism() -> Criticism {
    let rate = |rank, section: &str, wrong, rate: &str| SectionRate {
        rank,
        section: section.into(),
        handed_in: 40,
        wrong,
        rate: rate.into(),
        grave: 0,
        misspelt: wrong,
        sensitive: 0,
        other: 1,
        per_ten_thousand: "0.4".into(),
    };
    Criticism {
        period: "2026年10月".into(),
        summary: "10月，各科室共报送信息80条。经检查，有1条信息未经技术筛查即发布，现予通报。".into(),
        items: vec![Criticised {
            number: 1,
            section: "服务科".into(),
            title: "服务大厅临时停电公告".into(),
            channel: "政务微信".into(),
            at: after(0),
            found_at: after(600),
            problem: "未经内容纠错系统筛查，标题有错别字1处。".into(),
            rectified: "已撤回，补审后重新发布。".into(),
        }],
        rates: vec![rate(1, "信息科", 1, "2.5%"), rate(2, "服务科", 3, "7.5%")],
        rate_definition: "错误率＝报送后经人确认有误的信息条数÷报送条数；初审前改正的和误报不计。".into(),
        requirements: "请服务科对照第八条查找原因，严格落实先审查、后公开。".into(),
        due_on: day(7),
        issuer: "何清".into(),
    }
}

fn talk() -> Talk {
    Talk {
        notice: "市政府办公室《关于三季度政府网站检查情况的通报》".into(),
        notice_on: day(-10),
        problem: "栏目两周未更新，1处错别字。".into(),
        host: "何清（副局长）".into(),
        subject: "江波（服务科科长）".into(),
        at: day(-2),
        place: "302会议室".into(),
        recorder: "唐宁".into(),
        record: "约谈人指出问题并分析原因。\n被约谈人说明情况，表示立即整改。".into(),
        commitments: "一是每周核对栏目更新；二是落实三校。".into(),
        due_on: day(14),
        deduction: true,
        grave: false,
        accountability: "不涉及追责，年度考核中扣分。".into(),
    }
}

fn officer_change() -> OfficerChange {
    OfficerChange {
        reason: "工作岗位调整。".into(),
        officers: vec![
            Officer {
                position: "信息专管员".into(),
                section: "服务科".into(),
                before: "石磊".into(),
                before_contact: "0400-0000001".into(),
                after: "叶青".into(),
                after_contact: "0400-0000002".into(),
                since: day(-1),
            },
            Officer { position: "分管领导".into(), after: "何清".into(), ..Officer::default() },
        ],
        filed_at: day(0),
        receipt: "已备案，2026年11月25日".into(),
    }
}
