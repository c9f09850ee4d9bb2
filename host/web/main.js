// Wiring: text → worker → marks; person and item → case.

import { byId, make } from './dom.js';
import { makeEditor } from './editor.js';
import { showReport } from './findings.js';
import { startScreener } from './screener.js';
import { passwordPanel, showAccount, signInPanel } from './account.js';
import { showPeople } from './people.js';
import { makeCase } from './case.js';
import * as server from './server.js';
import { SAMPLE } from './words.js';

const state = { me: null, engine: null, report: null, preview: null };

const screen = startScreener({
  onReady(engine) {
    state.preview = engine;
    showParity();
    changed();
  },
  onReport(report) {
    state.report = report;
    showReport(report, editor);
    invite();
    view.textChanged();
  },
  onFailure() {
    byId('summary').textContent = '页面内的筛查模块不可用；提交时服务器仍会筛查，未经筛查不会放行。';
  },
});

const editor = makeEditor(changed);
const view = makeCase({ state, editor, onSwitch: switchTo, onSignedOut: refreshPeople });

function changed() {
  const document = editor.document();
  byId('counts').textContent = `${[...document.body].length} 字`;
  state.report = null;
  const profile = state.me ? state.me.profile : '';
  invite();
  screen(document, { encoding: 'utf-16', as_of: Date.now(), profile });
  view.textChanged();
}

/** An empty page says how to begin, not that nothing is wrong with it. */
function invite() {
  if (!editor.isEmpty()) return;
  byId('summary').textContent = state.preview ? '开始输入，或点“填入示例稿”。' : '正在准备筛查模块……';
}

/** Page and gate must judge by the same words; when they do not, the person is told. */
function showParity() {
  const line = byId('parity');
  if (!state.engine || !state.preview) return;
  const same = state.engine.pack === state.preview.pack && state.engine.engine === state.preview.engine;
  if (!same && state.engine.model && !state.preview.model) {
    line.className = 'parity';
    line.textContent = '词库已就绪，正在装入错别字模型……';
    return;
  }
  line.className = same ? 'parity' : 'parity warning';
  line.textContent = same
    ? `预览与服务器同一规则、同一词库（${state.engine.terms} 词条，${state.engine.pack.slice(0, 12)}…）。`
    : '注意：预览与服务器的规则或词库不同，以服务器的筛查为准。请刷新页面。';
}

async function refreshPeople() {
  const { ok, data } = await server.me();
  const before = state.me && state.me.active;
  state.me = ok && data.active ? data : null;
  const mayWork = state.me && !state.me.must_change;
  showPeople(state.me, switchTo, signOut, [...(mayWork ? [['密码', changePassword]] : []), ['换人登录', signInAnother]]);
  showAccount(state.me);
  byId('pick').hidden = !mayWork;
  if (!mayWork) {
    // What is being typed there stays while the page looks again.
    const shown = byId('case').querySelector(state.me ? '#password' : '#sign-in');
    if (shown && before === (state.me && state.me.active)) return;
    byId('case').replaceChildren(state.me ? passwordPanel(state.me, passwordSet) : signInPanel('先登录，再走审查流程', signedIn));
    byId('stepper').replaceChildren();
    return;
  }
  const wasForm = byId('case').querySelector('#password, #sign-in');
  if (wasForm || before !== state.me.active || !view.isOpen()) await view.open(view.item() || (await wantedItem()));
}

async function switchTo(person) {
  await server.switchTo(person);
  await refreshPeople();
}

/** Somebody came in by password: their case is shown. */
async function signedIn() {
  byId('account').replaceChildren();
  byId('outcome').replaceChildren();
  await refreshPeople();
}

async function passwordSet(said) {
  await signedIn();
  byId('account').replaceChildren(make('p', { class: 'result good', role: 'status' }, said));
}

function changePassword() {
  showPanel(passwordPanel(state.me, passwordSet, closePanel));
}

function signInAnother() {
  showPanel(signInPanel('换人登录', signedIn, closePanel));
}

function closePanel() {
  byId('account').replaceChildren();
}

function showPanel(panel) {
  byId('account').replaceChildren(panel);
  panel.querySelector('input:not([hidden])').focus();
}

async function signOut() {
  await server.signOut();
  byId('account').replaceChildren();
  await refreshPeople();
}

/** The item in the address; else, for somebody who has written nothing here, the one that waits longest on the way. */
async function wantedItem() {
  const named = new URLSearchParams(location.hash.slice(1)).get('item');
  if (named || !editor.isEmpty()) return named || '';
  const { ok, data } = await server.items();
  const waiting = ok ? data.items.filter(({ last }) => last.kind !== 'published') : [];
  return waiting.length ? waiting[waiting.length - 1].item : '';
}

byId('sample').addEventListener('click', () => editor.set(SAMPLE));
byId('pick').addEventListener('submit', (event) => {
  event.preventDefault();
  view.open(byId('item').value.trim(), { replaceText: true });
});
byId('new-item').addEventListener('click', () => view.begin());
// A link opened in another tab signs a person in there; this page notices when it is looked at again.
addEventListener('focus', refreshPeople);
addEventListener('visibilitychange', () => document.visibilityState === 'visible' && refreshPeople());

const { ok, data } = await server.engine();
if (ok) {
  state.engine = data;
  byId('agency').textContent = data.agency;
  showParity();
} else {
  byId('outcome').append(make('p', { class: 'banner stop' }, data.detail));
}
changed();
await refreshPeople();
