// One item's way through review, as the active person sees it. The server decides everything; this only shows and asks.

import { byId, clauseName, fill, make, shortDigest, time } from './dom.js';
import { tasksList } from './look-back.js';
import { describe, panels } from './panels.js';
import { redactionsChanged } from './redaction.js';
import * as server from './server.js';
import { KINDS, NEXT, REVIEWS, STEPS } from './words.js';

/** The case part of the page. */
export function makeCase({ state, editor, onSwitch, onSignedOut }) {
  const now = { item: '', data: null, submitted: null, forms: [], bases: [] };

  async function open(item, { replaceText = false } = {}) {
    now.item = item || newNumber();
    now.submitted = null;
    fill(byId('outcome'));
    byId('item').value = now.item;
    history.replaceState(null, '', `#item=${encodeURIComponent(now.item)}`);
    await reload();
    if (now.submitted && (replaceText || editor.isEmpty())) editor.set(now.submitted);
  }

  async function reload() {
    const answer = await server.load(now.item);
    if (!answer.ok) return fail(answer);
    now.data = answer.data;
    const [rendition] = now.data.view.renditions;
    if (rendition) {
      const content = await server.content(now.item, rendition.digest);
      now.submitted = content.ok ? content.data : null;
    }
    const forms = await server.forms(now.item);
    now.forms = forms.ok ? forms.data.forms : [];
    if (!now.bases.length) {
      const bases = await server.redactionBases();
      now.bases = bases.ok ? bases.data.bases : [];
    }
    draw();
    const list = await server.items();
    fill(byId('tasks'), await tasksList((item) => open(item, { replaceText: true })));
    if (list.ok) fill(byId('items'), list.data.items.map(({ item }) => make('option', { value: item })));
  }

  function draw() {
    const { view } = now.data;
    drawStepper(view);
    fill(byId('case'), panels({ state, now, editor, act, publish, redact, onSwitch, sameText }), sheet(view, now.forms), record(now.data));
  }

  /** Takes a step, then shows what the server answered and the new state. */
  async function act(name, body, done) {
    if (state.report && state.report.secrecy_stop) return refuseSecrecy();
    lock(true);
    const answer = await server.step(now.item, name, { sequence: now.data.view.sequence, ...body });
    if (answer.ok) say(done, 'good');
    else fail(answer);
    // A refusal changes nothing: what the person has filled in stays.
    if (answer.ok || answer.status === 409) await reload();
    lock(false);
    byId('outcome').focus();
    return answer.ok;
  }

  /** Makes the public version; the original is sealed when the server answers, and leaves the page. */
  async function redact(body) {
    if (state.report && state.report.secrecy_stop) return refuseSecrecy();
    lock(true);
    const answer = await server.step(now.item, 'redact', { sequence: now.data.view.sequence, ...body });
    if (answer.ok) {
      editor.set(answer.data.document);
      say('已生成公开版，原件已封存。编辑框里现在是公开版，请核对后提交审查。', 'good');
    } else fail(answer);
    if (answer.ok || answer.status === 409) await reload();
    lock(false);
    byId('outcome').focus();
  }

  /** Asks the gate about exactly the text in the editor, gets a permit and uses it. The first question needs no permit yet: a dry run. */
  async function publish() {
    if (state.report && state.report.secrecy_stop) return refuseSecrecy();
    const { channel } = editor.document();
    const request = { action: dueAction(now.data, channel), channel };
    const document = editor.document();
    const checked = await server.step(now.item, 'check', { ...request, document, dry_run: true });
    if (!checked.ok) {
      fail(checked, '闸门拒绝发布');
      return byId('outcome').focus();
    }
    if (checked.data.permit === null && !(await act('issue', request, '已签发许可。'))) return;
    if (!(await act('publish', { ...request, document }, '已发布。'))) return;
    const [live] = now.data.live;
    fill(byId('outcome'), make('div', { class: 'result good' },
      make('strong', {}, '已发布。'),
      live && make('p', {}, '公众看到的页面：', make('a', { href: live.path, target: '_blank', rel: 'noopener' }, live.path)),
      make('p', {}, '试一试：在正文里改动一个字，再点“发布”。没有审过的内容，一个字节也不会放行。')));
  }

  function refuseSecrecy() {
    say('文本含有国家秘密标志，本页不会把它发送出去。', 'bad');
    byId('outcome').focus();
  }

  function fail({ status, data }, title) {
    if (status === 401) onSignedOut();
    const refusals = data.refusals && data.refusals.length
      ? data.refusals : [{ message: data.detail, clause: data.clause, remedy: data.remedy }];
    fill(byId('outcome'), make('div', { class: 'result bad' },
      make('strong', {}, title || (data.code === 'engine-failure' ? '审查引擎故障，按拒绝处理' : '没有通过')),
      make('ul', {}, refusals.map((refusal) => make('li', {},
        make('span', { class: 'why' }, refusal.message),
        refusal.clause && !refusal.message.startsWith(clauseName(refusal.clause)) && make('span', { class: 'clause' }, `依据：${clauseName(refusal.clause)}`),
        refusal.remedy && make('span', { class: 'remedy' }, `怎么办：${refusal.remedy}`))))));
  }

  const sameText = () => {
    if (!now.submitted) return false;
    const { title, body } = editor.document();
    return now.submitted.title === title && now.submitted.body === body;
  };

  return {
    open,
    /** A new item. Text that was handed in stays with its item; text that was not stays in the editor. */
    begin() {
      if (sameText()) editor.set({ title: '', body: '' });
      return open('');
    },
    item: () => now.item,
    isOpen: () => Boolean(now.data),
    /** Updates the notes that depend on the text without losing what the person is typing elsewhere. */
    textChanged() {
      redactionsChanged();
      for (const note of document.querySelectorAll('[data-text]')) {
        note.hidden = (note.dataset.text === 'same') !== sameText();
      }
      const findings = now.data ? now.data.view.findings : [];
      for (const line of document.querySelectorAll('[data-key]')) {
        const finding = findings.find(({ key }) => key === line.dataset.key);
        if (state.report && finding) line.textContent = describe({ state }, finding);
      }
    },
  };
}

/** What publishing is called: the first time, of what is live, or of what was taken down. */
function dueAction({ view, follow_up: { withdrawal } }, channel) {
  if (view.live) return 'update';
  return withdrawal && withdrawal.channels.some((one) => one.channel === channel) ? 'restore' : 'publish';
}

/** The steps of this item and how many of them are done: filing is one only where the card says so, and due while the component misses it. */
function progress(view) {
  const files = !view.card || view.card.route === 'filing';
  const filing = STEPS.indexOf('报送');
  let done = NEXT[view.stage] ?? 0;
  if (done === filing + 1 && view.missing.some(({ code }) => code === 'filing-incomplete')) done = filing;
  return files ? { steps: STEPS, done } : { steps: STEPS.filter((_, place) => place !== filing), done: done > filing ? done - 1 : done };
}

function drawStepper(view) {
  const { steps, done } = progress(view);
  fill(byId('stepper'), steps.map((name, place) => {
    const status = place < done ? 'done' : place === done ? 'current' : 'open';
    const word = { done: '已完成', current: '下一步', open: '未到' }[status];
    return make('li', { class: status, 'aria-current': status === 'current' ? 'step' : undefined },
      make('span', { class: 'dot', 'aria-hidden': 'true' }, status === 'done' ? '✓' : String(place + 1)),
      make('span', {}, name), make('span', { class: 'status' }, word));
  }));
  // On a narrow screen the row of steps scrolls: what comes next is in its middle.
  const row = byId('stepper'), current = row.querySelector('.current');
  if (current) row.scrollLeft = current.offsetLeft - row.offsetLeft - (row.clientWidth - current.clientWidth) / 2;
}

function sheet(view, forms) {
  if (!view.sheet.length) return null;
  return make('section', { class: 'panel' },
    make('h3', {}, '审核单'),
    forms.length > 0 && make('p', { class: 'print' }, forms.map(({ title, path }) =>
      make('a', { class: 'button', href: path, target: '_blank', rel: 'noopener' }, `打印${title}`))),
    make('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': '审核单表格' }, make('table', {},
      make('thead', {}, make('tr', {}, ['轮次', '环节', '人员', '时间', '意见', '内容摘要', '状态'].map((name) =>
        make('th', { scope: 'col' }, name)))),
      make('tbody', {}, view.sheet.map((row) => {
        const step = row.kind === 'signed' ? REVIEWS[row.level] || KINDS.signed : KINDS[row.kind] || row.kind;
        const cell = (content) => make('td', {}, row.voided ? make('del', {}, content) : content);
        return make('tr', { class: row.voided ? 'voided' : undefined },
          cell(`第 ${row.round} 轮`), cell(step), cell(row.name || row.person), cell(time(row.at)), cell(row.text || '—'),
          make('td', {}, shortDigest(row.digest)), make('td', {}, row.voided ? make('strong', {}, '已作废') : '有效'));
      })))));
}

function record(data) {
  if (!data.events.length) return null;
  return make('details', { class: 'panel' },
    make('summary', {}, `事件链（${data.events.length} 条，只增不改）`),
    make('ol', { class: 'chain' }, data.events.map((event) => make('li', {},
      `${KINDS[event.kind] || event.kind} · ${data.names[event.actor] || event.actor} · ${time(event.at)} · ${clauseName(event.clause)} · 链 `,
      shortDigest(event.hash)))));
}

function say(text, kind) {
  fill(byId('outcome'), make('p', { class: `result ${kind}` }, text));
}

function lock(on) {
  byId('case').inert = on;
}

/** A number nobody has used: the day and the second. */
function newNumber() {
  const now = new Date(Date.now() + 8 * 3600 * 1000).toISOString();
  return `${now.slice(0, 10).replaceAll('-', '')}-${now.slice(11, 19).replaceAll(':', '')}`;
}
