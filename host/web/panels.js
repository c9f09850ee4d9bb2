// What can be done next: one panel for each step, with its reason when it is not this person's turn.

import { clauseName, make } from './dom.js';
import { whoCan } from './people.js';
import { LEVELS, REVIEWS, ROLES } from './words.js';

/** The panels for the present state, most urgent first. */
export function panels(page) {
  const { view } = page.now.data;
  const find = (command) => view.actions.find((action) => action.command === command);
  const beginning = view.stage === 'empty' || view.stage === 'returned';
  const open = view.findings.filter((finding) => !finding.accepted_by);
  const sign = find('sign');
  return [
    beginning && submitPanel(page, find('submit'), view),
    find('record-screening') && rescreenPanel(page, find('record-screening')),
    open.length > 0 && findingsPanel(page, open),
    sign && signPanel(page, sign, view),
    publishPanel(page, view),
    find('return-to-editor') && !find('return-to-editor').refusal && returnPanel(page),
    !beginning && submitPanel(page, find('submit'), view),
  ].filter(Boolean);
}

/** Either the controls, or why not and who could. */
function turn(page, action, controls) {
  if (!action || !action.refusal) return controls;
  const { refusal, roles } = action;
  const mine = page.state.me.people.find((person) => person.id === page.state.me.active);
  const wrongPerson = !mine.roles.some((role) => roles.includes(role));
  return [
    make('p', { class: 'why' }, wrongPerson ? `这一步由${roles.map((role) => ROLES[role] || role).join('或')}办理。` : refusal.message),
    wrongPerson
      ? make('p', { class: 'who' }, whoCan(page.state.me, roles, page.onSwitch))
      : make('p', { class: 'hint' }, refusal.remedy),
  ];
}

const note = (same, shown, text) => make('p', { class: 'note', 'data-text': same, hidden: !shown }, text);

function submitPanel(page, action, view) {
  const first = view.stage === 'empty', again = !first && view.stage !== 'returned';
  const title = first ? '提交审查' : view.stage === 'returned' ? '修改后重新提交' : '提交新版本';
  const send = () => page.act('submit', { documents: [page.editor.document()] }, '已提交，技术筛查已记录。');
  const controls = [
    again && note('other', !page.sameText(), '编辑框中的文本与已提交的不同。提交新版本后，本轮签名全部作废，从初审重新开始。'),
    make('button', { type: 'button', class: again ? '' : 'primary', onclick: send }, title),
  ];
  // While the text is the one handed in, there is nothing to hand in again.
  const shown = again ? { class: 'panel', 'data-text': 'other', hidden: page.sameText() } : { class: 'panel' };
  return make('section', shown, make('h3', {}, title), turn(page, action, controls));
}

function rescreenPanel(page, action) {
  const send = () => page.act('record-screening', {}, '已用现行词库重新筛查。');
  const controls = [
    make('p', { class: 'hint' }, '词库已经更新，本稿件尚未发布，须用现行词库重新筛查后才能继续。'),
    make('button', { type: 'button', class: 'primary', onclick: send }, '重新筛查'),
  ];
  return make('section', { class: 'panel' }, make('h3', {}, '重新筛查'), turn(page, action, controls));
}

function findingsPanel(page, open) {
  return make('section', { class: 'panel' },
    make('h3', {}, `需要答复的筛查发现（${open.length}）`),
    make('p', { class: 'hint' }, '改正文字后重新提交，或者说明理由予以接受。'),
    open.map((finding) => {
      const reason = make('input', { type: 'text', 'aria-label': '接受的理由', placeholder: '理由', required: true });
      return make('form', {
        class: 'answer',
        onsubmit: (event) => {
          event.preventDefault();
          page.act('accept-finding', { key: finding.key, reason: reason.value }, '已记录理由。');
        },
      },
      make('p', {}, make('strong', {}, LEVELS[finding.level] ? LEVELS[finding.level].name : finding.level), '：',
        make('span', { 'data-key': finding.key }, describe(page, finding))),
      make('div', { class: 'line' }, reason, make('button', {}, '接受并说明理由')));
    }));
}

/** The record keeps no fragment; what was found is told from the report of the same text in this page. */
export function describe(page, { key, rule, clause }) {
  const known = page.state.report && page.state.report.findings.find((finding) => finding.key === key);
  return known ? `「${known.fragment}」——${known.message}` : `${rule}（${clauseName(clause)}）；把送审文本载入编辑框可查看详情`;
}

function signPanel(page, action, view) {
  const name = REVIEWS[action.level] || '签署';
  const checked = make('input', { type: 'checkbox', id: 'secrecy-checked' });
  const opinion = make('input', { type: 'text', id: 'opinion', value: '' });
  const send = (event) => {
    event.preventDefault();
    page.act('sign', {
      level: action.level, digest: view.digest, secrecy_checked: checked.checked, opinion: opinion.value,
    }, `${name}已签署。`);
  };
  const form = make('form', { onsubmit: send },
    note('other', !page.sameText(), '注意：签署的是已提交的文本，不是编辑框里改过的文字。'),
    page.now.submitted && make('p', { 'data-text': 'other', hidden: page.sameText() },
      make('button', { type: 'button', class: 'plain', onclick: () => page.editor.set(page.now.submitted) }, '把送审文本载入编辑框阅读')),
    make('p', { class: 'line' }, checked,
      make('label', { for: 'secrecy-checked' }, '我已通读全文并作保密审查：内容不含国家秘密、工作秘密。')),
    make('label', { for: 'opinion' }, '意见（可不填）'), opinion,
    make('button', { class: 'primary' }, `签署${name}`));
  return make('section', { class: 'panel' }, make('h3', {}, name), turn(page, action, [form]));
}

function returnPanel(page) {
  const reasons = make('textarea', { id: 'reasons', rows: '2', required: true });
  const send = (event) => {
    event.preventDefault();
    const list = reasons.value.split('\n').map((line) => line.trim()).filter(Boolean);
    page.act('return', { reasons: list }, '已退回采编员，本轮签名全部作废。');
  };
  return make('details', { class: 'panel' }, make('summary', {}, '退回采编员'),
    make('form', { onsubmit: send },
      make('label', { for: 'reasons' }, '退回理由（每行一条，至少一条）'), reasons,
      make('button', {}, '退回')));
}

function publishPanel(page, view) {
  const roles = ['publisher', 'information_officer'];
  const mine = page.state.me.people.find((person) => person.id === page.state.me.active);
  const ready = ['cleared', 'permitted', 'published'].includes(view.stage);
  if (view.stage === 'empty') return null;
  const may = mine.roles.some((role) => roles.includes(role));
  const [live] = page.now.data.live;
  const body = may
    ? [make('p', { class: 'hint' }, '闸门比对编辑框中此刻的文本：与三级审核签署的内容一字不差才放行。'),
      make('button', { type: 'button', id: 'publish', class: ready ? 'primary' : '', onclick: page.publish }, '发布')]
    : ready && view.stage !== 'published'
      ? [make('p', { class: 'why' }, '这一步由发布员或信息专管员办理。'), make('p', { class: 'who' }, whoCan(page.state.me, roles, page.onSwitch))]
      : [];
  if (!body.length && !live) return null;
  return make('section', { class: 'panel' }, make('h3', {}, '发布'), body,
    live && make('p', {}, '公众看到的页面：', make('a', { href: live.path, target: '_blank', rel: 'noopener' }, live.path)));
}
