// What walks of the sites have found: how the last one ended, what is open, what was public before the gate. Addresses are shown, never followed.

import { make, time } from './dom.js';
import * as server from './server.js';

const CODES = {
  changed: '被改动', 'changed-from-before': '旧稿被改动', 'never-cleared': '没有审查', 'still-shown': '撤下后仍公开', gone: '读不到',
};

/** The content of the section; `table` makes tables as the page does. */
export async function detector(table, fail) {
  const { ok, data } = await server.ask('GET', '/api/detector');
  if (!ok) {
    fail(data);
    return [];
  }
  if (!data.sites.length) {
    return [make('p', { class: 'hint' }, '还没有设定要比对的网站：由运维执行 xianshen connector watch 名称 --address 网站首页。')];
  }
  return [sites(data.sites, table), findings(data.open, table), before(data)];
}

function sites(list, table) {
  const ended = (site) => (site.ended === null ? '还没有比对过' : `${time(site.ended)}，${site.fault ? site.message : `比对完 ${site.shown} 条`}`);
  return table(['连接器', '网站', '每隔', '最近一次'], list.map((site) => make('tr', {},
    make('td', {}, site.connector), make('td', {}, site.address), make('td', {}, `${site.minutes} 分钟`),
    make('td', { class: site.fault && 'late' }, ended(site)))));
}

function findings(list, table) {
  if (!list.length) return make('p', { class: 'hint' }, '没有发现绕过闸门公开的内容。');
  const number = ({ incident }) => (incident === 0 ? '提示' : incident === null ? '待登记' : `应急处置第 ${incident} 号`);
  return table(['稿件', '情况', '说明', '地址', '登记', '发现'], list.map((one) => make('tr', {},
    make('td', {}, one.item), make('td', {}, CODES[one.code] || one.code), make('td', {}, one.what), make('td', {}, one.address || '—'),
    make('td', {}, number(one)), make('td', {}, time(one.found)))));
}

function before({ before: list, before_count: count }) {
  if (!count) return null;
  const more = count > list.length ? `，只列出前 ${list.length} 条` : '';
  return make('details', {},
    make('summary', {}, `启用闸门以前就公开、没有审查过的 ${count} 条${more}`),
    make('ul', {}, list.map((one) => make('li', {}, [one.item, one.address].filter(Boolean).join('　')))));
}
