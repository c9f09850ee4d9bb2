// What can be entered into each register, as forms. The component refuses what does not fit; this only saves people writing JSON. Items are
// written `name:type`, plain text without a type; a dot leads into a record. A list of records is a name with the items of one of them.

const of = (title, items, lists = {}) => ({
  title, items: [...items.split(' ').filter(Boolean).map((item) => item.split(':')), ...Object.entries(lists)],
});
const list = (items, lists = {}) => ({ ...of('', items, lists), may_be_empty: false });
const listOrNone = (items) => ({ ...of('', items), may_be_empty: true });

export const STEPS = {
  backend: {
    register: of('登记账号', 'platform account keeper:person section:section changed_on:date'),
    changed: of('更换密码', 'backend:number date:date'),
    hand_over: of('交接', 'backend:number keeper:person section:section reason:long'),
    retire: of('停用', 'backend:number reason:long'),
  },
  criticism: {
    issue: of('发出通报批评', 'section:section number decided_by date:date text:long', {
      items: list('item published_at:moment screened:flag'),
    }),
    revoke: of('撤销', 'criticism:number reason:long'),
  },
  duty: {
    assign: of('排班', 'person:person name phone starts:moment ends:moment'),
    swap: of('换班', 'shift:number person:person name phone reason:long'),
    sign_on: of('签到', 'shift:number'),
    hand_over: of('交班', 'shift:number note:long'),
  },
  error: {
    report: of('登记错误', 'item section:section class:class handed_in_at:moment found_at:moment source:found_by place what:long'),
    confirm: of('认定', 'error:number class:class reason:long'),
    reject: of('排除', 'error:number reason:long'),
    object: of('提出异议', 'error:number reason:long'),
    revoke: of('撤销认定', 'error:number reason:long'),
  },
  incident: {
    report: of('报告', 'noticed_at:moment source:noticed_by item:optional place what:long grave:flag'),
    emergency: of('紧急下架',
      'report.noticed_at:moment report.source:noticed_by report.item:optional report.place report.what:long report.grave:flag channels:channels'),
    respond: of('响应', 'incident:number at:moment what:long'),
    take_down: of('下架', 'incident:number channels:channels reason:long'),
    recover: of('恢复', 'incident:number at:moment what:long'),
    restore: of('恢复发布', 'incident:number item digest permit:number'),
    review: of('事后审查', 'incident:number justified:flag conclusion:long measures:long'),
    close: of('办结', 'incident:number conclusion:long'),
  },
  inspection: {
    plan: of('安排自查', 'section:section due:date'),
    carry_out: of('登记自查', 'inspection:number date:date rescreening:optional', {
      areas: list('area:area result:long', { findings: listOrNone('what:long responsible:person due:date') }),
    }),
    mend: of('登记整改', 'inspection:number finding:number done:long'),
    verify: of('核实整改', 'inspection:number finding:number passed:flag note:long'),
  },
  leak: {
    report: of('报告泄密线索', 'item digest noticed_at:moment place', { chain: list('step person:person name section:section at:moment') }),
    hand_over: of('报告保密行政管理部门', 'leak:number authority date:date number'),
    conclude: of('登记处理决定', 'leak:number decided_by date:date conclusion:long basis:long'),
  },
  notice: {
    register: of('登记通报', 'origin:origin issuer number received:date sections:sections matter:long'),
    effect: of('登记扣分和影响', 'notice:number deduction_hundredths:number grave:flag basis:long'),
    talk: of('登记约谈', 'notice:number section:section head:person head_name date:date content:long demands:long mend_by:date'),
    mended: of('登记整改', 'notice:number section:section done:long'),
    accountability: of('登记追责决定', 'notice:number section:section decided_by date:date measure:long basis:long'),
    close: of('办结', 'notice:number note:long'),
  },
  patrol: {
    log: of('登记巡检', 'channels:channels method:method note:optional', { findings: listOrNone('channel:channel place what:long') }),
    follow: of('登记处理结果', 'patrol:number finding:number outcome:long incident:number'),
  },
  plan: {
    draft: of('拟定预案', 'plan title text changes:long effective:date'),
    approve: of('批准', 'version:number opinion:long'),
    reject: of('不批准', 'version:number reason:long'),
    drill: of('登记演练', 'version:number date:date participants:people result:long'),
  },
  registry: {
    appoint: of('任职', 'section:section_or_all post:post person:person name phone starts:date basis:long'),
    remove: of('离任', 'section:section_or_all post:post person:person ends:date reason:long'),
    contact: of('变更姓名或联系方式', 'section:section_or_all post:post person:person name phone reason:long'),
    file: of('登记备案', 'changes:numbers number date:date receiver'),
  },
  reminder: {
    issue: of('发出提醒', 'words:list reason:long guidance:optional recipients:people'),
    add_matches: of('再次查找', 'reminder:number'),
    read: of('签收', 'reminder:number'),
    settle: of('处理信息', 'reminder:number item outcome:outcome reason:long'),
    recall: of('收回', 'reminder:number reason:long'),
  },
  superior_check: {
    receive: of('登记问题', 'checker number received:date section:section item:optional place what:long'),
    mend: of('登记整改', 'finding:number done:long'),
    verify: of('核实整改', 'finding:number passed:flag note:long'),
    reply: of('登记回复', 'finding:number number date:date'),
  },
  training: {
    session: of('登记培训', 'topic date:date organizer:section superior:flag content:long invited:people'),
    attend: of('登记到训', 'session:number persons:people'),
    strike: of('更正到训', 'session:number person:person reason:long'),
  },
};

/** Words of closed lists, as the contract has them. */
export const CHOICES = {
  area: { institution: '制度建设', implementation: '工作落实', training: '教育培训' },
  class: { misspelling: '错别字', grave_misstatement: '严重表述错误', sensitive: '敏感信息', other: '其他' },
  found_by: { coordinator: '综合协调科检查', look_back: '“回头看”', patrol: '巡检', superior: '上级', public: '群众反映' },
  method: { manual: '人工读网', machine: '技术监测', both: '人工和技术' },
  noticed_by: { patrol: '巡检', monitoring: '监测', superior: '上级', public: '群众反映', staff: '工作人员' },
  origin: { city_office: '市政府办公室政务公开办', data_center: '市大数据管理中心', province: '省级主管部门', other_superior: '其他上级' },
  outcome: { changed: '已修改', kept: '保留', withdrawn: '已撤回' },
  post: {
    leading_group: '领导机构', principal_leader: '主要领导', deputy_leader: '分管领导', section_head: '科室负责人',
    information_officer: '信息专管员',
  },
};
