// What a person states with a signature: nothing is ticked beforehand, and what is missing the server names.

import { checks, field } from './card.js';
import { make } from './dom.js';
import { GATES, METHODS, REVIEWS } from './words.js';

/** The form of one level; `read()` gives the signature but for level and digest. */
export function signingForm(level, { duties, renditions, card }) {
  const secrecy = box('secrecy-checked', '我已通读全文并作保密审查：内容不含国家秘密、工作秘密。');
  const gates = checks('gate', '六关', Object.entries(GATES).map(([id, name]) => ({ id, name })));
  const own = checks('duty', `${REVIEWS[level]}职责`, duties.filter((duty) => duty.level === level).map(({ id, title }) => ({ id, name: title })));
  const method = make('select', { id: 'proof-method' }, make('option', { value: '' }, '请选择'),
    Object.entries(METHODS).map(([value, name]) => make('option', { value }, name)));
  const none = box('proof-none', '没有发现差错');
  const errors = make('textarea', { id: 'proof-errors', rows: '2' });
  const classes = level === 3 && box('classes-stated', '已对照第十一条逐项判断：本信息不属于七类严禁发布的信息。');
  const unsigned = level === 2 && card && card.repost && !card.repost.author && box('author-unsigned', '原文未署名');
  const actingFor = field('acting-for', '代签（填写被代理人编号，不是代签则不填）');
  const opinion = field('opinion', '意见（可不填）');
  return {
    elements: [
      secrecy.element, gates.element, own.element,
      make('fieldset', {}, make('legend', {}, `${['', '一', '二', '三', '终'][level]}校（人工校对）`),
        make('p', { class: 'line' }, make('label', { for: 'proof-method' }, '校对方式'), method),
        none.element,
        make('p', { class: 'line' }, make('label', { for: 'proof-errors' }, '发现的差错（每行一条）'), errors)),
      classes && classes.element, unsigned && unsigned.element, opinion.element, actingFor.element,
    ],
    read: () => ({
      reports: renditions.map(({ report }) => report).filter(Boolean),
      secrecy_checked: secrecy.value(),
      gates: Object.fromEntries(gates.value().map((id) => [id, true])),
      duties: own.value(),
      proofreading: { method: method.value, errors: lines(errors.value), none_found: none.value() },
      classes_stated: classes ? classes.value() : false,
      author_unsigned: unsigned ? unsigned.value() : false,
      acting_for: actingFor.value(), opinion: opinion.value(),
    }),
  };
}

function box(id, label) {
  const input = make('input', { type: 'checkbox', id });
  return { element: make('p', { class: 'line' }, input, make('label', { for: id }, label)), value: () => input.checked };
}

export const lines = (text) => text.split('\n').map((line) => line.trim()).filter(Boolean);
