// Who acts: only people whose own link was used in this browser can be chosen.

import { byId, fill, make } from './dom.js';
import { ROLES } from './words.js';

// In the order in which they act.
const ORDER = Object.keys(ROLES);
const rank = (person) => Math.min(...person.roles.map((role) => (ORDER.includes(role) ? ORDER.indexOf(role) : ORDER.length)));
const inOrder = (people) => [...people].sort((a, b) => rank(a) - rank(b));

const named = (person) => `${person.name}（${person.role_names.join('、')}）`;

/** Shows who is signed in. `me` is null when nobody is. */
export function showPeople(me, onSwitch, onSignOut, more = []) {
  const box = byId('people');
  if (!me) {
    fill(box, make('span', { class: 'hint' }, '尚未登录'));
    return;
  }
  byId('agency').textContent = me.agency;
  fill(box,
    make('span', { class: 'label' }, '当前身份'),
    inOrder(me.people).map((person) => make('button', {
      type: 'button', class: 'person', 'aria-pressed': String(person.id === me.active), onclick: () => onSwitch(person.id),
    }, named(person))),
    more.map(([name, onclick]) => make('button', { type: 'button', class: 'plain', onclick }, name)),
    make('button', { type: 'button', class: 'plain', onclick: onSignOut }, '全部退出'));
}

/** What to do when one of `roles` is needed and the active person has none of them. */
export function whoCan(me, roles, onSwitch) {
  const fits = (person) => person.roles.some((role) => roles.includes(role));
  const here = me.people.filter((person) => fits(person) && person.id !== me.active);
  if (here.length) {
    return here.map((person) =>
      make('button', { type: 'button', class: 'primary', onclick: () => onSwitch(person.id) }, `切换为${named(person)}`));
  }
  const elsewhere = me.others.filter(fits);
  if (!elsewhere.length) return [make('span', { class: 'hint' }, '本站点没有符合条件的其他人员。')];
  return [make('span', { class: 'hint' },
    `请${elsewhere.map(named).join('或')}在这个浏览器登录：打开本人的一次性链接（演示单位的在启动服务的终端里），或点右上角“换人登录”用密码登录。`)];
}
