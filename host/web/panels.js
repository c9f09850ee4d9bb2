// What can be done next: one panel for each step, with its reason when it is not this person's turn.

import { cardForm } from './card.js';
import { clauseName, make } from './dom.js';
import { filingPanel } from './filing.js';
import { inquiriesPanel, requestPanel } from './inquiries.js';
import { afterRelease, changesPanel } from './look-back.js';
import { whoCan } from './people.js';
import { publicVersionPanel, redactionPanel } from './redaction.js';
import { lines, signingForm } from './signing.js';
import { ANSWERS, ANSWERS_11, LEVELS, REVIEWS, ROLES } from './words.js';

/** The panels for the present state, most urgent first. */
export function panels(page) {
  const { view } = page.now.data;
  const find = (command) => view.actions.find((action) => action.command === command);
  const beginning = ['empty', 'returned', 'withdrawn'].includes(view.stage);
  const open = view.findings.filter((finding) => !finding.answers.length);
  const sign = find('sign');
  return [
    publicVersionPanel(page),
    beginning && redactionPanel(page, find('submit')),
    beginning && submitPanel(page, find('submit'), view),
    find('record-screening') && rescreenPanel(page, find('record-screening')),
    open.length > 0 && findingsPanel(page, open),
    inquiriesPanel(page, find('decide-openness'), turn),
    changesPanel(page),
    sign && signPanel(page, sign, view),
    filingPanel(page, turn),
    publishPanel(page, view),
    ...afterRelease(page, turn),
    find('return-to-editor') && !find('return-to-editor').refusal && returnPanel(page),
    find('request-determination') && !find('request-determination').refusal && requestPanel(page),
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
  const first = view.stage === 'empty', again = !first && !['returned', 'withdrawn'].includes(view.stage);
  const title = first ? '提交审查' : again ? '提交新版本' : '修改后重新提交';
  const [original] = page.now.data.originals.slice(-1);
  const card = cardForm(JSON.parse(page.state.me.profile), view.card, original && original.public_version);
  const send = () => page.act('submit', { card: card.read(), documents: [page.editor.document()] }, '已提交，技术筛查已记录。');
  const controls = [
    card.element,
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
      const kind = make('select', { 'aria-label': '处理方式' },
        Object.entries(finding.clause.split('.')[0] === '11' ? ANSWERS_11 : ANSWERS)
          .map(([value, name]) => make('option', { value }, name)));
      const reason = make('input', { type: 'text', 'aria-label': '理由', placeholder: '理由', required: true });
      return make('form', {
        class: 'answer',
        onsubmit: (event) => {
          event.preventDefault();
          page.act('dispose-finding', { key: finding.key, kind: kind.value, reason: reason.value }, '已记录处理意见。');
        },
      },
      make('p', {}, make('strong', {}, LEVELS[finding.level] ? LEVELS[finding.level].name : finding.level), '：',
        make('span', { 'data-key': finding.key }, describe(page, finding))),
      make('div', { class: 'line' }, kind, reason, make('button', {}, '记录处理意见')));
    }));
}

/** The record keeps no fragment; what was found is told from the report of the same text in this page. */
export function describe(page, { key, rule, clause }) {
  const known = page.state.report && page.state.report.findings.find((finding) => finding.key === key);
  return known ? `「${known.fragment}」——${known.message}` : `${rule}（${clauseName(clause)}）；把送审文本载入编辑框可查看详情`;
}

function signPanel(page, action, view) {
  const name = REVIEWS[action.level] || '签署';
  const statements = signingForm(action.level, { duties: page.state.engine.duties, renditions: view.renditions, card: view.card });
  const send = (event) => {
    event.preventDefault();
    page.act('sign', { level: action.level, digest: view.digest, ...statements.read() }, `${name}已签署。`);
  };
  const form = make('form', { onsubmit: send },
    note('other', !page.sameText(), '注意：签署的是已提交的文本，不是编辑框里改过的文字。'),
    page.now.submitted && make('p', { 'data-text': 'other', hidden: page.sameText() },
      make('button', { type: 'button', class: 'plain', onclick: () => page.editor.set(page.now.submitted) }, '把送审文本载入编辑框阅读')),
    statements.elements,
    make('button', { class: 'primary' }, `签署${name}`));
  return make('section', { class: 'panel' }, make('h3', {}, name), turn(page, action, [form]));
}

function returnPanel(page) {
  const reasons = make('textarea', { id: 'reasons', rows: '2' });
  const picked = (JSON.parse(page.state.me.profile).return_reasons || []).map(({ id, name }) => ({
    id, name, box: make('input', { type: 'checkbox', id: `reason-${id}` }),
  }));
  const send = (event) => {
    event.preventDefault();
    const list = lines(reasons.value).map((text) => ({ code: 'other', text }));
    const canned = picked.filter(({ box }) => box.checked).map(({ id }) => ({ code: id, text: '' }));
    page.act('return-to-editor', { reasons: [...canned, ...list] }, '已退回采编员，本轮签名全部作废。');
  };
  return make('details', { class: 'panel' }, make('summary', {}, '退回采编员'),
    make('form', { onsubmit: send },
      picked.map(({ box, name }) => make('p', { class: 'line' }, box, make('label', { for: box.id }, name))),
      make('label', { for: 'reasons' }, '其他理由（每行一条；至少选一条或写一条）'), reasons,
      make('button', {}, '退回')));
}

function publishPanel(page, view) {
  const roles = ['publisher', 'information_officer'];
  const mine = page.state.me.people.find((person) => person.id === page.state.me.active);
  // Whose turn it is while the filing is under way says its own panel.
  const ready = ['cleared', 'permitted', 'published'].includes(view.stage) && !view.missing.some(({ code }) => code === 'filing-incomplete');
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
