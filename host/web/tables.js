// Reports as tables, and the same as CSV.

import { make } from './dom.js';

/** The columns of a report: each a title, and how a row shows it. Read from the rows themselves, so that a new count needs no change here. */
function columns(report, labels) {
  const found = [{ title: '科室', show: (row) => section(row).name }];
  if ('rank' in report.total) found.unshift({ title: labels.rank, show: (row) => row.rank || '—' });
  const counted = (row) => row.row || row;
  for (const [name, value] of Object.entries(counted(report.total))) {
    if (name === 'section') continue;
    const title = labels[name] || name;
    if (isShare(value)) {
      const share = (row) => counted(row)[name];
      found.push({ title: `${title}（条）`, number: true, show: (row) => share(row).part });
      found.push({ title: `${title}（总数）`, number: true, show: (row) => share(row).whole });
      found.push({ title: `${title}（%）`, number: true, show: (row) => percent(share(row).permille) });
    } else if (Array.isArray(value)) {
      found.push({ title, show: (row) => counted(row)[name].map((one) => one.item || one).join('、') });
    } else if (value !== null && typeof value === 'object') {
      for (const inner of Object.keys(value)) {
        found.push({ title: labels[inner] || inner, number: true, show: (row) => counted(row)[name][inner] });
      }
    } else if (name.endsWith('_hundredths')) {
      found.push({ title: title.replace(/（.*）/, ''), number: true, show: (row) => hundredths(counted(row)[name]) });
    } else {
      found.push({ title, number: typeof value === 'number', show: (row) => plain(counted(row)[name]) });
    }
  }
  return found;
}

const section = (row) => (row.row || row).section;
const isShare = (value) => value !== null && typeof value === 'object' && 'permille' in value;
const percent = (permille) => (permille === null ? '—' : (permille / 10).toFixed(1));
const hundredths = (value) => (value === null ? '—' : (value / 100).toFixed(2));
const plain = (value) => (typeof value === 'boolean' ? (value ? '是' : '否') : value ?? '—');

/** The table with its definition. */
export function reportTable(report, labels) {
  const all = columns(report, labels);
  const cells = (row) => make('tr', {}, all.map(({ show, number }) => make('td', { class: number && 'number' }, String(show(row)))));
  return make('div', { class: 'panel' },
    make('p', { class: 'hint' }, report.definition),
    make('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': '报表' },
      make('table', {},
        make('thead', {}, make('tr', {}, all.map(({ title }) => make('th', { scope: 'col' }, title)))),
        make('tbody', {}, report.rows.map(cells)),
        make('tfoot', {}, cells(report.total)))));
}

/** CSV that spreadsheets open as it is: UTF-8 with a mark in front, CR LF, and no cell that would be run as a formula. */
export function csv(report, labels) {
  const all = columns(report, labels);
  const quote = (value) => `"${String(value).replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;
  const lines = [all.map(({ title }) => title), ...[...report.rows, report.total].map((row) => all.map(({ show }) => show(row)))];
  return `\ufeff${[...lines, [report.definition]].map((line) => line.map(quote).join(',')).join('\r\n')}\r\n`;
}
