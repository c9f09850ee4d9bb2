// The page of oversight: what is open, the registers with their entries and forms, the reports. The component decides who may enter what.

import { detector } from './detector.js';
import { byId, clauseName, fill, make, shortDigest, time } from './dom.js';
import { showPeople } from './people.js';
import { fieldsOf, read } from './register-form.js';
import { CHOICES, STEPS } from './register-steps.js';
import * as server from './server.js';
import { csv, reportTable } from './tables.js';
import { ROLES } from './words.js';

/** Words of all closed lists by their ids: an id means the same in each. */
const WORDS = Object.assign({ '*': '全局' }, ...Object.values(CHOICES));

/** Steps that programs enter; no form has them. */
const BY_PROGRAMS = { mended: '监测程序：已恢复' };

const state = { me: null, registers: [], open: location.hash.slice(1) || 'registry', report: null, settings: null };

async function refresh() {
  const { ok, data } = await server.me();
  state.me = ok && data.active ? data : null;
  showPeople(state.me, switchTo, signOut);
  byId('content').hidden = !state.me;
  if (!state.me) return say('请先在“写稿与审查”页登录，然后回到本页。');
  const list = await server.ask('GET', '/api/registers');
  if (!list.ok) return fail(list.data);
  state.registers = list.data.registers;
  state.settings = settings(list.data.labels);
  await Promise.all([showTasks(), show(state.open), showDetector(), listReports()]);
}

/** What forms choose from: people of the site, sections and channels of the profile. */
function settings(labels) {
  const named = (list) => Object.fromEntries((list || []).map(({ id, name }) => [id, name]));
  const profile = JSON.parse(state.me.profile);
  return {
    labels, people: named([...state.me.people, ...state.me.others]), sections: named(profile.sections), channels: named(profile.channels),
  };
}

async function showTasks() {
  const { ok, data } = await server.tasks();
  if (!ok) return fail(data);
  const mine = data.tasks.filter((task) => task.mine), others = data.tasks.filter((task) => !task.mine);
  fill(byId('tasks'),
    mine.length ? tasksTable(mine) : make('p', { class: 'hint' }, '没有待我办理的事项。'),
    others.length > 0 && make('details', {}, make('summary', {}, `由他人办理的事项（${others.length}）`), tasksTable(others)));
}

function tasksTable(tasks) {
  const title = (id) => (state.registers.find((one) => one.id === id) || { title: id }).title;
  const from = (task) => (task.item
    ? make('a', { href: `/#item=${encodeURIComponent(task.item)}` }, task.item)
    : make('button', { type: 'button', class: 'plain', onclick: () => show(task.register) }, title(task.register)));
  const until = ({ due, provisional, overdue }) =>
    (due === null ? '—' : `${time(due)}${provisional ? '（暂定）' : ''}${overdue ? '（已过期）' : ''}`);
  return table(['期限', '事项', '信息或登记簿', '由谁办理'], tasks.map((task) => make('tr', {},
    make('td', { class: task.overdue && 'late' }, until(task)), make('td', {}, task.text), make('td', {}, from(task)),
    make('td', {}, task.mine ? '本人' : whose(task)))));
}

/** Section and person or role; 综合协调科 is both. */
function whose({ section, person, role }) {
  const { sections, people } = state.settings;
  return [...new Set([sections[section], people[person] || ROLES[role] || '本稿件的有关人员'])].filter(Boolean).join('，');
}

const table = (titles, rows) => make('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': titles[0] },
  make('table', {}, make('thead', {}, make('tr', {}, titles.map((title) => make('th', { scope: 'col' }, title)))), make('tbody', {}, rows)));

async function show(id) {
  const { ok, data } = await server.ask('GET', `/api/registers/${id}`);
  if (!ok) return fail(data);
  state.open = id;
  fill(byId('registers'), state.registers.map((one) => make('button', {
    type: 'button', 'aria-pressed': String(one.id === id), onclick: () => show(one.id),
  }, one.sequence ? `${one.title}（${one.sequence}）` : one.title)));
  fill(byId('register'), forms(data), entries(data));
}

function forms(register) {
  const steps = Object.entries(STEPS[register.id] || {});
  const box = make('div', {});
  const choose = make('select', { id: 'step', onchange: () => draw() },
    make('option', { value: '' }, '请选择要登记的事项'),
    steps.map(([name, step]) => make('option', { value: name }, step.title)));
  const draw = () => fill(box, choose.value && form(register, choose.value));
  return make('div', { class: 'panel' },
    make('h3', {}, `${register.title}（${clauseName(register.clause)}）`),
    make('p', { class: 'line' }, make('label', { for: 'step' }, '登记'), choose), box,
    unfiled(register) && make('p', {}, sheetLink('officer-change', '打印变动备案通知（尚未备案的变动）', {})));
}

function form(register, name) {
  const step = STEPS[register.id][name];
  return make('form', {
    class: 'enter',
    onsubmit: async (event) => {
      event.preventDefault();
      const entry = { [name]: read(event.target, step) };
      const { ok, data } = await server.ask('POST', `/api/registers/${register.id}`, { sequence: register.sequence, entry });
      if (!ok) return fail(data);
      say(`已登记：${step.title}。`, 'good');
      await refresh();
    },
  }, fieldsOf(step, state.settings), make('button', { type: 'submit', class: 'primary' }, step.title));
}

/** Whether there is a change of officers that is not filed. */
const unfiled = ({ id, state: { changes } }) => id === 'registry' && changes.some(({ filed }) => filed === null);

/** The form that an entry can be printed as. */
const SHEETS = {
  'criticism-issued': ['criticism-notice', '打印通报'],
  'notice-talk': ['talk-record', '打印约谈记录'],
  'registry-filed': ['officer-change', '打印备案通知'],
};

/** A link to a form, counted over the days chosen for reports. */
function sheetLink(form, title, about) {
  const query = () => new URLSearchParams({ ...about, from: byId('from').value, to: byId('to').value });
  const link = make('a', { class: 'button', href: `/api/oversight/forms/${form}?${query()}`, target: '_blank', rel: 'noopener' }, title);
  link.addEventListener('click', () => { link.href = `/api/oversight/forms/${form}?${query()}`; });
  return link;
}

function printed({ id, kind }) {
  const sheet = SHEETS[kind];
  return sheet ? sheetLink(sheet[0], sheet[1], { entry: id }) : null;
}

function entries(register) {
  if (!register.entries.length) return make('p', { class: 'hint' }, '还没有登记。');
  const rows = [...register.entries].reverse().map((entry) => {
    const [[name, items]] = Object.entries(entry.command);
    const step = (STEPS[register.id] || {})[name];
    return make('tr', {},
      make('td', { class: 'number' }, String(entry.id)), make('td', {}, time(entry.at)),
      make('td', {}, register.names[entry.actor] || entry.actor), make('td', {}, step ? step.title : BY_PROGRAMS[name] || entry.kind),
      make('td', {}, details(items), printed(entry)), make('td', {}, clauseName(entry.clause)), make('td', {}, shortDigest(entry.hash)));
  });
  return make('div', { class: 'panel' }, make('h3', {}, '登记记录'),
    table(['编号', '时间', '登记人', '事项', '内容', '依据', '链'], rows));
}

/** Items as names and values; records inside them likewise. */
function details(items) {
  const { labels } = state.settings;
  return make('dl', {}, Object.entries(items).flatMap(([name, value]) =>
    [make('dt', {}, labels[name] || name), make('dd', {}, shown(name, value))]));
}

function shown(name, value) {
  const { people, sections, channels } = state.settings;
  if (Array.isArray(value)) {
    return value.length && typeof value[0] === 'object' ? value.map(details) : value.map((one) => shown(name, one)).join('、') || '—';
  }
  if (value !== null && typeof value === 'object') return details(value);
  if (typeof value === 'boolean') return value ? '是' : '否';
  // Moments are milliseconds; nothing else that is entered is as large.
  if (typeof value === 'number') return value > 1e11 ? time(value) : String(value);
  return people[value] || sections[value] || channels[value] || WORDS[value] || value || '—';
}

async function showDetector() {
  fill(byId('detector'), await detector(table, fail));
}

async function listReports() {
  const section = ([id, name]) => make('option', { value: id }, name);
  const of = make('select', { id: 'return-section' }, make('option', { value: '' }, '全局'), Object.entries(state.settings.sections).map(section));
  const print = sheetLink('monthly-return', '打印月汇总表', {});
  print.addEventListener('click', () => { print.href += `&section=${encodeURIComponent(of.value)}`; });
  fill(byId('return'), make('label', { for: 'return-section' }, '月报科室'), of, print);
  if (byId('kind').options.length) return;
  const { ok, data } = await server.ask('GET', '/api/reports');
  if (ok) fill(byId('kind'), data.reports.map(({ id, title }) => make('option', { value: id }, title)));
}

async function count(event) {
  event.preventDefault();
  const kind = byId('kind').value;
  const days = new URLSearchParams({ from: byId('from').value, to: byId('to').value });
  const { ok, data } = await server.ask('GET', `/api/reports/${kind}?${days}`);
  byId('download').hidden = !ok;
  fill(byId('report'));
  if (!ok) return fail(data);
  say('');
  state.report = data;
  fill(byId('report'), reportTable(data, state.settings.labels));
}

function download() {
  const blob = new Blob([csv(state.report, state.settings.labels)], { type: 'text/csv' });
  const address = URL.createObjectURL(blob);
  const kind = byId('kind');
  make('a', { href: address, download: `${kind.selectedOptions[0].textContent} ${byId('from').value} ${byId('to').value}.csv` }).click();
  URL.revokeObjectURL(address);
}

async function switchTo(person) {
  await server.switchTo(person);
  say('');
  await refresh();
}

async function signOut() {
  await server.signOut();
  await refresh();
}

function say(text, kind = '') {
  fill(byId('outcome'), text && make('div', { class: `result ${kind}` }, text));
}

function fail({ detail, clause, remedy }) {
  fill(byId('outcome'), make('div', { class: 'result bad' },
    make('strong', {}, detail), clause && make('span', { class: 'clause' }, `　依据：${clauseName(clause)}`), make('p', {}, remedy)));
  byId('outcome').focus();
}

/** The current month in Shanghai. */
function thisMonth() {
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());
  byId('from').value = `${today.slice(0, 8)}01`;
  byId('to').value = today;
}

thisMonth();
byId('report-form').addEventListener('submit', count);
byId('download').addEventListener('click', download);
addEventListener('visibilitychange', () => document.visibilityState === 'visible' && refresh());
await refresh();
