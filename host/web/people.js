// Who acts: only people whose own link was used in this browser can be chosen.

import { byId, fill, make } from './dom.js';
import { ROLES } from './words.js';

// In the order in which they act.
const ORDER = Object.keys(ROLES);
const rank = (person) => Math.min(...person.roles.map((role) => (ORDER.includes(role) ? ORDER.indexOf(role) : ORDER.length)));
const inOrder = (people) => [...people].sort((a, b) => rank(a) - rank(b));

const named = (person) => `${person.name}（${person.role_names.join('、')}）`;

/** Shows who is signed in. `me` is null when nobody is. */
export function showPeople(me, onSwitch, onSignOut) {
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
    `请${elsewhere.map(named).join('或')}打开本人的一次性链接（在启动服务的终端里），然后回到本页。`)];
}

/** What a visitor who is not signed in sees instead of the case. */
export function signInHint() {
  return make('div', { class: 'panel' },
    make('h3', {}, '先登录，再走审查流程'),
    make('p', {}, '启动服务的终端里，为每位演示人员打印了一个一次性登录链接。请在这个浏览器里先打开采编员林晓的链接，然后回到本页；其他人轮到时再打开各自的链接。'),
    make('p', { class: 'hint' }, '链接用过或过期后，可用终端里提示的 link 命令重新生成。上面的写稿与筛查不需要登录。'));
}
