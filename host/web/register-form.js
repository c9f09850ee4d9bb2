// A form for one step of a register, and the JSON it stands for.

import { make } from './dom.js';
import { CHOICES } from './register-steps.js';

/** Fields for a step; `settings` has `labels`, `people`, `sections` and `channels`, the last three as id → name. */
export function fieldsOf(step, settings) {
  return fields(step, settings, 'field');
}

function fields(step, settings, prefix) {
  return step.items.map(([name, type = 'text']) => {
    const label = settings.labels[name.split('.').pop()] || name;
    const id = `${prefix}-${name.replaceAll('.', '-')}`;
    if (typeof type === 'object') return rows(name, type, label, settings, id);
    return make('div', { class: 'line' }, make('label', { for: id }, label), field(name, type, id, settings));
  });
}

/** A list of records: each a group of fields with a button to take it away, and one to add another below. */
function rows(name, step, label, settings, id) {
  let count = 0;
  const list = make('div', { class: 'rows' });
  const renumber = () => [...list.children].forEach((row, place) => { row.firstChild.textContent = `${label} ${place + 1}`; });
  const add = () => {
    count += 1;
    const row = make('fieldset', { 'data-row': name }, make('legend', {}, label), fields(step, settings, `${id}-${count}`));
    row.append(make('button', { type: 'button', class: 'remove', onclick: () => { row.remove(); renumber(); } }, '删去这一项'));
    list.append(row);
    renumber();
    return row;
  };
  const more = make('button', { type: 'button', class: 'add', onclick: () => add().querySelector('input, select, textarea')?.focus() }, `添加${label}`);
  if (!step.may_be_empty) add();
  return make('div', { class: 'list', role: 'group', 'aria-label': label }, list, more);
}

function field(name, type, id, settings) {
  const common = { id, 'data-item': name, 'data-type': type, required: type !== 'optional' };
  const list = choices(type, settings);
  if (['people', 'sections', 'channels'].includes(type)) {
    const box = ([value, title]) => make('label', {}, make('input', { type: 'checkbox', value }), title);
    return make('div', { ...common, required: false, class: 'boxes', role: 'group' }, Object.entries(list).map(box));
  }
  if (list) {
    const option = ([value, title]) => make('option', { value }, title);
    return make('select', common, make('option', { value: '' }, '请选择'), Object.entries(list).map(option));
  }
  if (type === 'flag') return make('input', { ...common, required: false, type: 'checkbox' });
  if (type === 'long' || type === 'list') {
    return make('textarea', { ...common, rows: 2, placeholder: type === 'list' ? '每行一个' : undefined });
  }
  const kinds = { date: 'date', moment: 'datetime-local', number: 'number' };
  return make('input', {
    ...common, type: kinds[type] || 'text', min: type === 'number' ? 0 : undefined,
    placeholder: type === 'numbers' ? '编号，用空格隔开' : undefined, autocomplete: 'off',
  });
}

function choices(type, { people, sections, channels }) {
  const open = { people, person: people, sections, section: sections, channels, channel: channels };
  if (type === 'section_or_all') return { '*': '全局', ...sections };
  return open[type] || CHOICES[type];
}

/** The items of a step as the component takes them; `box` is the form, or one row of a list in it. */
export function read(box, step) {
  const items = {};
  const put = (name, value) => {
    const path = name.split('.');
    const last = path.pop();
    path.reduce((inside, key) => (inside[key] ??= {}), items)[last] = value;
  };
  const own = (element) => element.parentElement.closest('[data-row], form') === box;
  for (const [name, type] of step.items) {
    if (typeof type === 'object') {
      put(name, [...box.querySelectorAll(`[data-row="${name}"]`)].filter(own).map((row) => read(row, type)));
    } else {
      put(name, valueOf([...box.querySelectorAll(`[data-item="${name}"]`)].find(own)));
    }
  }
  return items;
}

function valueOf(element) {
  const words = (pattern) => element.value.split(pattern).map((word) => word.trim()).filter(Boolean);
  switch (element.dataset.type) {
    case 'flag': return element.checked;
    case 'number': return Number(element.value);
    case 'numbers': return words(/[\s,，、]+/).map(Number);
    case 'list': return words('\n');
    // The regulation's time is Shanghai's, wherever the browser stands.
    case 'moment': return Date.parse(`${element.value}:00+08:00`);
    case 'people': case 'sections': case 'channels':
      return [...element.querySelectorAll('input:checked')].map((box) => box.value);
    default: return element.value.trim();
  }
}
