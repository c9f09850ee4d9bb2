// After a release: looking back, taking down, what is due, and what an edit has changed.

import { field } from './card.js';
import { make, time } from './dom.js';
import { lines } from './signing.js';
import * as server from './server.js';
import { ISSUES, PARTS, SETTLEMENTS } from './words.js';

/** The panels after a release; `turn` shows the controls, or why not and who could. */
export function afterRelease(page, turn) {
  const { view, follow_up: followUp } = page.now.data;
  const find = (command) => view.actions.find((action) => action.command === command);
  const open = followUp.withdrawal && !followUp.withdrawal.closed;
  return [
    open && closingPanel(page, followUp.withdrawal, find, turn),
    find('look-back') && lookPanel(page, find('look-back'), view, turn),
    find('withdraw') && withdrawPanel(page, find('withdraw'), turn),
  ];
}

function lookPanel(page, action, view, turn) {
  const none = make('input', { type: 'checkbox', id: 'look-none' });
  const kind = make('select', { id: 'look-kind' }, options(ISSUES));
  const found = make('textarea', { id: 'look-found', rows: '2' });
  const settlement = make('select', { id: 'look-settlement' }, make('option', { value: '' }, '请选择'), options(SETTLEMENTS));
  const send = (event) => {
    event.preventDefault();
    page.act('look-back', {
      digest: view.live, none_found: none.checked, settlement: settlement.value,
      issues: lines(found.value).map((text) => ({ kind: kind.value, text })),
    }, '“回头看”已登记。');
  };
  const form = make('form', { onsubmit: send },
    make('p', { class: 'line' }, none, make('label', { for: 'look-none' }, '已查看公众看到的页面，没有发现问题')),
    labelled('look-kind', '或者：问题类别', kind), labelled('look-found', '发现的问题（每行一条，不要抄录涉密文字）', found),
    labelled('look-settlement', '处理要求', settlement),
    make('button', {}, '登记'));
  return make('details', { class: 'panel' }, make('summary', {}, '回头看'), turn(page, action, [form]));
}

function withdrawPanel(page, action, turn) {
  const reason = field('withdraw-reason', '理由（可以不填）');
  const send = (event) => {
    event.preventDefault();
    page.act('withdraw', { reason: reason.value() }, '已撤下，公众看不到了。请登记数据中心的确认并逐个渠道核查。');
  };
  const form = make('form', { onsubmit: send },
    make('p', { class: 'hint' }, '立即从全部渠道撤下，不受工作时间和网络限制；未使用的许可同时作废，恢复须重新走完审查。'),
    reason.element, make('button', { id: 'withdraw' }, '立即撤稿'));
  return make('details', { class: 'panel' }, make('summary', {}, '撤稿'), turn(page, action, [form]));
}

/** What is still to be proved before the withdrawal is closed. */
function closingPanel(page, withdrawal, find, turn) {
  const { names } = page.now.data;
  const who = ({ person, at }) => `${names[person] || person} ${time(at)}`;
  const name = field('confirmed-by', '市大数据管理中心确认人');
  const note = field('closing-note', '问题和处理情况');
  const confirm = find('confirm-takedown'), check = find('check-channel'), close = find('close-withdrawal');
  const step = (send, button, ...inputs) => make('form', {
    onsubmit: (event) => { event.preventDefault(); send(); },
  }, inputs, make('button', {}, button));
  return make('section', { class: 'panel' }, make('h3', {}, '撤稿未办结'),
    make('p', {}, `${who(withdrawal.taken_down)} 撤下${withdrawal.reason ? `：${withdrawal.reason}` : '。'}`),
    make('ul', {},
      make('li', {}, withdrawal.confirmed ? `市大数据管理中心已确认：${who(withdrawal.confirmed)}` : '市大数据管理中心尚未确认'),
      withdrawal.channels.map(({ channel, checked }) => make('li', {},
        checked ? `渠道 ${channel} 已核查：${who(checked)}` : `渠道 ${channel} 尚未核查`))),
    confirm && turn(page, confirm, [step(
      () => page.act('confirm-takedown', { name: name.value(), at: Date.now() }, '已登记确认。'), '登记确认', name.element)]),
    check && turn(page, check, withdrawal.channels.filter(({ checked }) => !checked).map(({ channel }) => step(
      () => page.act('check-channel', { channel }, '已登记核查。'), `渠道 ${channel} 已看不到`))),
    close && withdrawal.confirmed && !check && turn(page, close, [step(
      () => page.act('close-withdrawal', { note: note.value() }, '撤稿已办结。'), '办结', note.element)]));
}

/** What the version under review changes in what is live; nothing when they are the same. */
export function changesPanel(page) {
  const { view, live } = page.now.data;
  const pairs = view.renditions.map(({ channel, digest }) => ({ to: digest, from: live.find((row) => row.channel === channel) }))
    .filter(({ from, to }) => from && from.digest !== to);
  if (!pairs.length) return null;
  const body = make('div', { class: 'changes' }, '正在比对……');
  Promise.all(pairs.map(({ from, to }) => server.compare(page.now.item, from.digest, to))).then((answers) => {
    body.replaceChildren(...answers.flatMap(({ ok, data }) => (ok ? shown(data.changes) : [make('p', { class: 'why' }, data.detail)])));
  });
  return make('section', { class: 'panel' }, make('h3', {}, '与公众现在看到的版本相比'), body);
}

function shown(changes) {
  const parts = [...new Set(changes.map(({ part }) => part))];
  return parts.map((part) => make('div', {}, make('h4', {}, PARTS[part] || part),
    make('p', { class: 'diff' }, changes.filter((change) => change.part === part).map(({ kind, text }) => ({
      kept: () => make('span', {}, text), deleted: () => make('del', {}, text), inserted: () => make('ins', {}, text),
      form: () => make('em', {}, '文字不变，格式或文件有变化'),
    })[kind]()))));
}

/** The list of what is to be done over all items and registers: the person's own first, what others have to do folded away. */
export async function tasksList(openItem) {
  const { ok, data } = await server.tasks();
  if (!ok || !data.tasks.length) return null;
  const line = (task) => make('li', {},
    task.item
      ? make('button', { type: 'button', class: 'plain', onclick: () => openItem(task.item) }, task.item)
      : make('a', { href: `/oversight#${task.register}` }, '登记簿'),
    ` ${task.text}${task.due === null ? '' : `，期限 ${time(task.due)}${task.provisional ? '（暂定）' : ''}`}`,
    task.overdue && make('strong', {}, ' 已逾期'));
  const mine = data.tasks.filter((task) => task.mine), others = data.tasks.filter((task) => !task.mine);
  return make('section', { class: 'panel', 'aria-labelledby': 'tasks-title' },
    make('h3', { id: 'tasks-title' }, `待我办理（${mine.length}）`),
    make('ul', {}, mine.map(line)),
    others.length > 0 && make('details', {}, make('summary', {}, `由他人办理（${others.length}）`), make('ul', {}, others.map(line))));
}

const options = (words) => Object.entries(words).map(([value, name]) => make('option', { value }, name));
const labelled = (id, text, input) => make('p', { class: 'line' }, make('label', { for: id }, text), input);
