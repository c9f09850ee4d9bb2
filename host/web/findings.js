// The list of findings beside the text: everything the marks say, in words.

import { byId, clauseName, fill, make } from './dom.js';
import { explanation, sureness } from './explain.js';
import { LEVELS } from './words.js';

const PARTS = { title: '标题', summary: '摘要', body: '正文' };

/** Shows a report. `editor` takes jumps and edits. */
export function showReport(report, editor) {
  showSecrecy(report.secrecy_stop);
  // With a state-secret mark nothing is repeated on the screen, not even here.
  const findings = report.secrecy_stop ? [] : report.findings;
  editor.showMarks(findings);
  byId('summary').textContent = report.secrecy_stop ? '已停止：文本含有国家秘密标志。' : summary(report);
  fill(byId('findings'), findings.map((finding) => row(finding, editor)));
}

function summary({ findings, omitted, notes }) {
  const counts = Object.entries(LEVELS).map(([level, { name }]) => {
    const count = findings.filter((finding) => finding.level === level).length;
    return count ? `${name} ${count} 处` : '';
  }).filter(Boolean);
  const parts = [counts.length ? counts.join('，') : '没有发现问题'];
  if (omitted) parts.push(`另有 ${omitted} 处未列出`);
  parts.push(...notes.map((note) => note.message));
  return `${parts.join('；')}。`.replace(/。。$/, '。');
}

function showSecrecy(stop) {
  const banner = byId('secrecy');
  if (stop === !banner.hidden) return;
  banner.hidden = !stop;
  fill(banner, stop ? [
    make('strong', {}, '检测到国家秘密标志，请立即停止。'),
    make('p', {}, '请马上断开网络，不要继续编辑、复制、提交或转发；保护现场，24 小时内向本单位保密工作机构报告。文本没有离开本页。'),
  ] : []);
}

function row(finding, editor) {
  const level = LEVELS[finding.level];
  const jump = () => editor.jump(finding);
  const places = 1 + finding.places.length;
  return make('li', { class: `finding ${finding.level}` },
    make('button', { type: 'button', class: 'jump', onclick: jump, title: '跳到文中位置' },
      make('span', { class: 'level' }, make('span', { 'aria-hidden': 'true' }, level.sign), ` ${level.name}`),
      make('span', { class: 'fragment' }, `「${finding.fragment}」`),
      make('span', { class: 'where' }, (PARTS[finding.part] || finding.part) + (places > 1 ? `，共 ${places} 处` : ''))),
    make('p', { class: 'why' }, finding.message),
    suggestion(finding, editor),
    make('p', { class: 'basis' },
      `依据：《规范》${clauseName(finding.clause)}；${finding.basis.source}。把握：${sureness(finding.confidence)}`),
    explanation(finding.rule));
}

function suggestion(finding, editor) {
  const [best, ...others] = finding.suggestions;
  const edits = best === undefined ? finding.edits
    : finding.edits.length ? finding.edits : [{ ...finding, replacement: best }];
  if (!edits.length || !editor.canEdit(edits)) return null;
  const label = best === undefined ? '采纳修改' : best === '' ? '采纳：删去' : `采纳“${best}”`;
  const take = (list) => () => editor.apply(list);
  return make('p', { class: 'take' },
    make('button', { type: 'button', onclick: take(edits) }, label),
    others.slice(0, 2).map((other) =>
      make('button', { type: 'button', class: 'plain', onclick: take([{ ...finding, replacement: other }]) }, `“${other}”`)));
}
