// What things are called on the page, and the sample article.

export const LEVELS = {
  block: { name: '必须处理', sign: '■' },
  confirm: { name: '须改正或说明', sign: '▲' },
  advise: { name: '建议', sign: '○' },
};

export const ROLES = {
  editor: '采编员', section_head: '科室负责人', deputy_leader: '分管领导', principal_leader: '主要领导',
  information_officer: '信息专管员', publisher: '发布员', supervisor: '局机关办公室', coordinator: '综合协调科',
  site_responsible: '网站负责同志', duty_officer: '值班人员', word_keeper: '词库管理员', administrator: '系统管理员',
};

export const REVIEWS = ['', '初审', '复审', '三审', '审定'];

export const STEPS = ['提交', '技术筛查', '初审', '复审', '三审', '报送', '许可', '发布'];

export const OPENNESS = { active: '主动公开', on_request: '依申请公开', closed: '不予公开' };
export const CLASSIFICATIONS = { not_secret: '不涉密', declassified: '已解密', pending: '待确定' };
export const LEADERS = { none: '不涉及', state: '涉及党和国家领导人', provincial: '省部级以上领导同志的报道' };
export const ORIGINS = {
  own: '本科室采写', section: '科室报送', repost: '转载', import: '迁移导入', reply: '互动交流', collected: '其他渠道采集',
};
export const ROUTES = { filing: '报送（备案后由综合协调科发布）', own: '自行发布（仅限单位配置列明的渠道）' };
export const GATES = {
  political: '政治关', legal: '法律关', policy: '政策关', secrecy: '保密关', text: '文字关', opinion: '舆情关',
};
export const METHODS = { read_through: '通读', against_source: '对原稿' };
export const ANSWERS = { accepted: '说明理由予以接受', false_alarm: '误报' };
export const ANSWERS_11 = { not_prohibited: '不属于禁止发布的信息', prohibited: '属于禁止发布的信息' };

export const TRACKS = { determination: '报请确定', consultation: '征求意见' };
export const REPLIES = {
  not_secret: '不属于国家秘密、工作秘密', secret: '属于国家秘密或者工作秘密', no_objection: '无不同意见', objection: '有不同意见',
};
export const INQUIRY = {
  drafted: '已拟，尚未发出', sent: '已发出，尚未签收', received: '已签收，等待答复', answered: '已答复', withdrawn: '已撤回',
  void: '内容已改动，不再有效',
};
export const ISSUES = {
  secret: '泄密', personal_data: '个人信息', grave_error: '严重错误', improper: '失当', error: '有误', expired: '过期',
};
export const SETTLEMENTS = { rectify: '整改（旧内容留到新一轮完成）', withdraw: '撤稿' };
export const PARTS = { title: '标题', summary: '摘要', body: '正文' };

/** The step that comes next in each stage, by its place in `STEPS`. */
export const NEXT = {
  empty: 0, returned: 0, submitted: 1, screened: 2, 'first-signed': 3, 'second-signed': 4, 'third-signed': 5, cleared: 6, permitted: 7,
  published: 8, withdrawn: 0,
};

export const KINDS = {
  submitted: '提交', screened: '技术筛查', 'evidence-recorded': '登记纠错系统筛查', 'finding-disposed': '处理发现',
  signed: '签署', returned: '退回', proofread: '加校', 'compliance-stated': '合规说明', 'marked-important': '标为重要信息',
  'unmarked-important': '取消重要信息', 'determination-requested': '书面请示', 'determination-sent': '请示发出', 'determination-received': '请示签收',
  'determination-reminded': '催办', 'determination-answered': '书面答复', 'determination-decided': '决定是否公开',
  'determination-withdrawn': '撤回请示', 'filing-proposed': '报送意见', 'filing-approved': '审批报送', 'filing-handed-in': '填报备案表',
  'filing-received': '综合协调科接收', 'filing-handed-on': '统一报送',
  'permit-issued': '签发许可', 'permit-revoked': '收回许可', published: '发布',
  'looked-back': '回头看', 'problem-reported': '报告问题', withdrawn: '撤稿', 'takedown-confirmed': '确认撤下',
  'channel-checked': '核查渠道', 'withdrawal-closed': '撤稿办结',
};

export const SAMPLE = {
  title: '关于优化营商环境有关工作的公告',
  body: `各有关单位：
为进一步优化营商环境，保障政府信息的权威性和准确定，现就有关事项公告如下：
一、各单位要加强信息发布审查，做到“先审查、后公开”。
二、请于本月底前按步就班完成自查，对群众迫不急待要求解决的问题一并报送。
三、联系人：林晓。
特此公告。`,
};
