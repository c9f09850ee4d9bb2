// The card of an item: what is decided beside its text. Nothing that the regulation asks somebody to decide is chosen beforehand.

import { make } from './dom.js';
import { CLASSIFICATIONS, LEADERS, OPENNESS, ORIGINS, ROUTES } from './words.js';

/** The fields of the card, filled from the one handed in last; `version` is the public version made last, if any. `read()` gives the card. */
export function cardForm(profile, before, version) {
  const openness = choice('openness', '公开属性', OPENNESS, before?.openness);
  const reason = field('openness-reason', '公开（不公开）理由或依据', before?.openness_reason, true);
  const classification = choice('classification', '定密状态', CLASSIFICATIONS, before?.classification);
  const leaders = choice('leaders', '是否涉及领导人（第七条）', LEADERS, before?.leaders);
  const origin = choice('origin', '信息来源', ORIGINS, before?.origin || 'own');
  const route = choice('route', '发布途径', ROUTES, before?.route || 'filing');
  const source = field('source-document', '依据文件（名称或文号，可不填）', before?.source_document);
  const resolution = field('resolution', '行政管理事项：决议或征求意见依据（不是则不填）', before?.resolution);
  const repostSource = field('repost-source', '转载：稿源单位', before?.repost?.source);
  const repostAuthor = field('repost-author', '转载：原作者（原文未署名则不填）', before?.repost?.author);
  const repostAddress = field('repost-address', '转载：原文地址', before?.repost?.address);
  const repost = make('div', { hidden: origin.value() !== 'repost' }, repostSource.element, repostAuthor.element, repostAddress.element);
  origin.element.addEventListener('change', () => { repost.hidden = origin.value() !== 'repost'; });
  const important = checks('important', '重要信息（须主要领导审定）', profile.important_criteria || [], before?.important || []);
  const element = make('fieldset', { class: 'card' }, make('legend', {}, '信息登记'),
    openness.element, reason.element, classification.element, leaders.element,
    make('details', { open: Boolean(before && (before.origin !== 'own' || before.important.length)) }, make('summary', {}, '更多登记项'),
      route.element, origin.element, repost, source.element, resolution.element, important.element));
  return {
    element,
    read: () => ({
      openness: openness.value(), openness_reason: reason.value(), classification: classification.value(), leaders: leaders.value(),
      origin: origin.value(), route: route.value(), source_document: source.value(), resolution: resolution.value(),
      important: important.value(),
      public_version: version || before?.public_version || null,
      repost: origin.value() === 'repost'
        ? { source: repostSource.value(), author: repostAuthor.value(), address: repostAddress.value() } : null,
    }),
  };
}

/** A choice that stands on nothing until somebody makes it. */
export function choice(id, label, words, chosen) {
  const select = make('select', { id, required: true },
    make('option', { value: '' }, '请选择'),
    Object.entries(words).map(([value, name]) => make('option', { value, selected: value === chosen }, name)));
  return { element: make('p', { class: 'line' }, make('label', { for: id }, label), select), value: () => select.value };
}

export function field(id, label, text = '', required = false) {
  const input = make('input', { type: 'text', id, value: text, required });
  return { element: make('p', { class: 'line' }, make('label', { for: id }, label), input), value: () => input.value.trim() };
}

/** Boxes of which any number can be ticked; `items` are `{ id, name }`. */
export function checks(name, legend, items, ticked = []) {
  const boxes = items.map((item) => ({ item, box: make('input', { type: 'checkbox', id: `${name}-${item.id}`, checked: ticked.includes(item.id) }) }));
  return {
    element: make('fieldset', { hidden: !items.length }, make('legend', {}, legend),
      boxes.map(({ item, box }) => make('p', { class: 'line' }, box, make('label', { for: box.id }, item.name)))),
    value: () => boxes.filter(({ box }) => box.checked).map(({ item }) => item.id),
  };
}
