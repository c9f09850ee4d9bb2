// What things are called on the page, and the sample article.

export const LEVELS = {
  block: { name: '必须处理', sign: '■' },
  confirm: { name: '须改正或说明', sign: '▲' },
  advise: { name: '建议', sign: '○' },
};

export const ROLES = {
  editor: '采编员', section_head: '科室负责人', deputy_leader: '分管领导', principal_leader: '主要领导',
  information_officer: '信息专管员', publisher: '发布员',
};

export const REVIEWS = ['', '初审', '复审', '三审'];

export const STEPS = ['提交', '技术筛查', '初审', '复审', '三审', '许可', '发布'];

/** How many steps are done in each stage. */
export const DONE = {
  empty: 0, returned: 0, submitted: 1, screened: 2, 'first-signed': 3, 'second-signed': 4, cleared: 5, permitted: 6,
  published: 7,
};

export const KINDS = {
  submitted: '提交', screened: '技术筛查', 'finding-accepted': '接受发现', signed: '签署', returned: '退回',
  'permit-issued': '签发许可', published: '发布',
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
