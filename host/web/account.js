// Signing in with an own password, setting one, and what a person must hear about the account (clause 14). What is typed stays in its fields,
// goes to the server alone, and is cleared when it is done with.

import { byId, clauseName, fill, make, time } from './dom.js';
import * as server from './server.js';

const RULES = '8 位以上，由数字、字母和符号组成，不含姓名和人员编号，不用常见词和连续字符；每年更换一次。';

/** A labelled field. */
function field(id, label, properties) {
  return [make('label', { for: id }, label), make('input', { id, name: id, required: true, ...properties })];
}

const password = (id, label, autocomplete) =>
  field(id, label, { type: 'password', autocomplete, maxlength: 128, spellcheck: 'false', autocapitalize: 'none' });

/** What the server says against it, and what to do. */
function refusal({ data }) {
  const list = data.refusals && data.refusals.length ? data.refusals : [{ message: data.detail, clause: data.clause, remedy: data.remedy }];
  return make('div', { class: 'result bad', role: 'alert' }, make('ul', {}, list.map(({ message, clause, remedy }) => make('li', {},
    make('span', { class: 'why' }, message),
    clause && !message.startsWith(clauseName(clause)) && make('span', { class: 'clause' }, `依据：${clauseName(clause)}`),
    remedy && make('span', { class: 'remedy' }, `怎么办：${remedy}`)))));
}

/** A form whose answer is shown beneath it. `send` gives the server's answer; `done` is called when it is good. */
function form(id, parts, button, send, done) {
  const outcome = make('div', { 'aria-live': 'polite' });
  const element = make('form', { id, class: 'account' }, parts, make('button', { class: 'primary' }, button), outcome);
  element.addEventListener('submit', async (event) => {
    event.preventDefault();
    fill(outcome);
    element.inert = true;
    const answer = await send(new FormData(element), outcome);
    element.inert = false;
    if (!answer) return;
    if (answer.ok) {
      element.reset();
      return done(answer.data);
    }
    fill(outcome, refusal(answer));
  });
  return element;
}

/** Asks whether the other address is the person's own, and signs in with the answer. */
function question(outcome, data, answer) {
  const button = (text, value, kind) => make('button', { type: 'button', class: kind, onclick: () => answer(value) }, text);
  fill(outcome, make('div', { class: 'result bad', role: 'alertdialog', 'aria-label': '账号正在另一处使用' },
    make('strong', {}, '账号正在另一处使用'), make('p', {}, data.detail),
    make('p', { class: 'who' }, button('是我本人，退出那边并登录', 'mine', 'primary'), button('不是我本人，停用账号', 'not-mine'))));
  outcome.querySelector('button').focus();
}

/** The form for signing in, in a panel. */
export function signInPanel(title, onSignedIn, onCancel) {
  const send = async (fields, outcome) => {
    const body = { person: fields.get('sign-in-person').trim(), password: fields.get('sign-in-password') };
    const answer = await server.signIn(body);
    if (answer.ok || !answer.data || answer.data.code !== 'two-addresses') return answer;
    question(outcome, answer.data, async (takeOver) => {
      const again = await server.signIn({ ...body, take_over: takeOver });
      if (!again.ok) return fill(outcome, refusal(again));
      byId('sign-in').reset();
      onSignedIn(again.data);
    });
    return null;
  };
  return make('div', { class: 'panel' },
    make('h3', {}, title),
    form('sign-in', [
      field('sign-in-person', '人员编号', { type: 'text', autocomplete: 'username', maxlength: 64, spellcheck: 'false', autocapitalize: 'none' }),
      password('sign-in-password', '密码', 'current-password'),
    ].flat(), '登录', send, onSignedIn),
    make('p', { class: 'hint' }, '第一次登录、没有密码或忘记密码：请打开管理员给您本人的一次性登录链接（演示单位的链接打印在启动服务的终端里，从采编员林晓开始），登录后自行设置密码。链接和密码都不要给别人用。'),
    onCancel
      ? make('p', {}, make('button', { type: 'button', onclick: onCancel }, '取消'))
      : make('p', { class: 'hint' }, '上面的写稿与筛查不需要登录。'));
}

/** The form for an own password. `me.must_change`: it comes before anything else. */
export function passwordPanel(me, onDone, onCancel) {
  const asksOld = Boolean(me.account && me.account.has_password);
  const active = me.people.find(({ id }) => id === me.active);
  const send = async (fields, outcome) => {
    const chosen = fields.get('password-new');
    if (chosen !== fields.get('password-again')) {
      fill(outcome, refusal({ data: { detail: '两次填写的新密码不一致。', clause: '', remedy: '请重新填写新密码。' } }));
      return null;
    }
    return server.changePassword({ ...(asksOld && { old: fields.get('password-old') }), new: chosen });
  };
  return make('div', { class: 'panel' },
    make('h3', {}, `${asksOld ? '更换' : '设置'}${active.name}的密码`),
    me.must_change && make('p', { class: 'note' }, (me.account && me.account.notice) || '第十四条：请先设置新密码，再办理其他事项。'),
    form('password', [
      // Password managers keep what they save under the name that belongs to it.
      make('input', { type: 'text', name: 'username', value: me.active, autocomplete: 'username', hidden: true, readonly: true }),
      ...(asksOld ? password('password-old', '原密码', 'current-password') : []),
      ...password('password-new', '新密码', 'new-password'),
      make('p', { class: 'hint' }, RULES),
      ...password('password-again', '再次填写新密码', 'new-password'),
    ], asksOld ? '更换密码' : '设置密码', send, () => onDone('密码已更换，本人在其他地方的登录都已退出。')),
    onCancel && make('p', {}, make('button', { type: 'button', onclick: onCancel }, '取消')));
}

/** Alerts of the account, and what its password asks for. */
export function showAccount(me) {
  const account = me && me.account;
  const alerts = account ? account.alerts : [];
  fill(byId('alerts'),
    alerts.length > 0 && make('div', { class: 'result bad', role: 'alert' }, make('strong', {}, '账号警示'),
      make('ul', {}, alerts.map(({ at, message }) => make('li', {}, `${time(at)}　${message}`))),
      make('p', {}, '不是本人操作的，请立即更换密码并告诉管理员。')),
    account && account.notice && !me.must_change && make('p', { class: 'note' }, account.notice));
}
