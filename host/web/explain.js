// Why a rule says what it says: its own documentation, shown where the finding stands.

import { fill, make } from './dom.js';
import * as server from './server.js';

// The texts are as long as the preview itself: they are asked for when somebody wants to read one.
let asked = null;

async function ruleOf(code) {
  asked ??= server.rules();
  const { ok, data } = await asked;
  if (!ok) asked = null;
  return ok ? data.rules.find((rule) => rule.code === code) : null;
}

/** How sure a finding is, in a word. */
export function sureness(permille) {
  if (permille >= 990) return '确定';
  if (permille >= 900) return '很可能';
  return permille >= 700 ? '可能' : '供参考';
}

/** A fold that shows the rule's documentation when it is opened. */
export function explanation(code) {
  const text = make('div', { class: 'rule' });
  const fold = make('details', {}, make('summary', {}, '为什么'), text);
  fold.addEventListener('toggle', async () => {
    if (!fold.open || text.querySelector('h3')) return;
    fill(text, make('p', {}, '正在取得规则说明…'));
    const rule = await ruleOf(code);
    if (rule) fill(text, make('h3', {}, rule.title), ...read(rule.documentation));
    else fill(text, make('p', {}, '没有取到规则说明，请收起后再展开。'));
  });
  return fold;
}

/** The little Markdown that rules are written in: headings, paragraphs, examples. */
function read(documentation) {
  const elements = [];
  let examples = null;
  for (const line of documentation.split('\n')) {
    if (line.startsWith('```')) {
      if (examples) elements.push(make('ul', { class: 'examples' }, examples));
      examples = examples ? null : [];
    } else if (examples) {
      examples.push(make('li', {}, line));
    } else if (line.startsWith('## ')) {
      elements.push(make('h3', {}, line.slice(3)));
    } else if (line.trim()) {
      // File names stand between back ticks; here they need no mark.
      elements.push(make('p', {}, line.replaceAll('`', '')));
    }
  }
  return elements;
}
