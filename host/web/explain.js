// Why a rule says what it says: its own documentation, shown where the finding stands.

import { fill, make } from './dom.js';

let rules = new Map();

/** Keeps the rules that the worker sent: `code`, `title`, `documentation`. */
export function keepRules(list) {
  rules = new Map(list.map((rule) => [rule.code, rule]));
}

/** How sure a finding is, in a word. */
export function sureness(permille) {
  if (permille >= 990) return '确定';
  if (permille >= 900) return '很可能';
  return permille >= 700 ? '可能' : '供参考';
}

/** A fold that shows the rule's documentation when it is opened; none when the rule is not known. */
export function explanation(code) {
  const rule = rules.get(code);
  if (!rule) return null;
  const text = make('div', { class: 'rule' });
  const fold = make('details', {}, make('summary', {}, `为什么（${rule.title}）`), text);
  fold.addEventListener('toggle', () => fold.open && !text.hasChildNodes() && fill(text, ...read(rule.documentation)));
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
