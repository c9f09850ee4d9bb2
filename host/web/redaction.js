// A public version of a text that is not for the public as it stands (clause 9): mark, give a reason, make it. And what was made, for readers.

import { checks, choice, field } from './card.js';
import { fill, make, time } from './dom.js';
import * as server from './server.js';
import { CLASSIFICATIONS, PARTS } from './words.js';

/** What is no matter of redaction; chosen, nothing leaves this page. */
const SECRET = 'state_secret';
const STOP = '国家秘密和定密待确定的内容不能用遮盖的办法公开，本页没有把文字发送出去。请停止处理这份原件：涉密的转线下报告，待确定的先按第十条书面请示。';

let showMarked = () => {};

/** The marked passages move with the text: called after every change of it. */
export const redactionsChanged = () => showMarked();

/** Marking and making, for whoever may hand in. */
export function redactionPanel(page, action) {
  showMarked = () => {};
  if (!action || action.refusal) return null;
  const { editor, now } = page;
  const basis = choice('redaction-basis', '遮盖理由', {
    ...Object.fromEntries(now.bases.map(({ id, name, law }) => [id, `${name}（${law}）`])), [SECRET]: '国家秘密、定密待确定的内容',
  });
  // Needed for marking only, not for making what was marked.
  basis.element.querySelector('select').required = false;
  const note = field('redaction-note', '说明是哪一类内容（不写原文，可不填）');
  const said = make('p', { class: 'why', role: 'status' });
  const list = make('ol', { class: 'redactions' });
  const files = (editor.document().attachments || []).map(({ name }, number) => ({ id: String(number), name }));
  const withheld = checks('withheld', '整件不公开的附件（按上面选的理由）', files);
  const classification = choice('redaction-classification', '原件的定密状态', CLASSIFICATIONS);

  /** The chosen reason; none, with a word why, when it is not one to redact for. */
  function reason() {
    said.textContent = basis.value() === '' ? '请先选择遮盖理由。' : basis.value() === SECRET ? STOP : '';
    return said.textContent ? null : { basis: basis.value(), note: note.value() };
  }
  function mark() {
    const why = reason();
    if (!why) return;
    const { text } = editor.selection();
    if (!text.trim()) said.textContent = '请先在标题或正文里选中要遮盖的文字。';
    else if (!editor.hide(text, why)) said.textContent = '这些文字已经标出。';
    showMarked();
  }
  function send(event) {
    event.preventDefault();
    if (classification.value() === 'pending') {
      said.textContent = STOP;
      return;
    }
    const why = withheld.value().length ? reason() : {};
    if (!why) return;
    page.redact({
      document: editor.document(), classification: classification.value(), encoding: 'utf-16',
      removals: editor.hidden().map(({ part, start, end, basis: id, note: words }) => ({ part, start, end, basis: id, note: words })),
      attachments: withheld.value().map((number) => ({ number: Number(number), ...why })),
    });
  }
  showMarked = () => fill(list, editor.hidden().map((one) => make('li', {},
    `${PARTS[one.part]}「${one.text}」——${now.bases.find(({ id }) => id === one.basis)?.name || one.basis} `,
    make('button', { type: 'button', class: 'plain', onclick: () => { editor.unhide(one); showMarked(); } }, '撤销'))));
  showMarked();
  return make('details', { class: 'panel', id: 'redaction', open: editor.hidden().length > 0 },
    make('summary', {}, '制作公开版（遮盖不公开的内容）'),
    make('p', { class: 'hint' }, '原件含有个人隐私、商业秘密等内容时，在标题或正文里选中要遮盖的文字，选择理由，点“遮盖所选文字”；相同的文字一并遮盖。生成公开版后原件封存，只有采编员本人和审核人员可以查看，发布人员和公众只能看到公开版。'),
    make('form', { onsubmit: send },
      make('fieldset', { class: 'card' }, make('legend', {}, '遮盖'), basis.element, note.element,
        make('p', {}, make('button', { type: 'button', id: 'redact-selection', onclick: mark }, '遮盖所选文字')),
        said, list, withheld.element, classification.element),
      make('button', { class: 'primary', id: 'make-public-version' }, '生成公开版')));
}

/** What the public version says of itself, for everybody; the sealed original for whoever may read it. */
export function publicVersionPanel(page) {
  const { data } = page.now;
  const last = data.originals[data.originals.length - 1];
  const version = (data.view.card && data.view.card.public_version) || (last && last.public_version);
  if (!version) return null;
  return make('section', { class: 'panel', id: 'public-version' }, make('h3', {}, `公开版本（遮盖 ${version.redactions.length} 处）`),
    make('ol', {}, version.redactions.map((entry) => make('li', {}, entry))),
    data.originals.map((original) => originalView(page, original)));
}

function originalView(page, { number, at, editor }) {
  const text = make('div', { class: 'original' });
  const open = async () => {
    const answer = await server.original(page.now.item, number);
    fill(text, answer.ok ? shownOriginal(answer.data) : make('p', { class: 'why' }, answer.data.detail));
  };
  return make('div', {}, make('p', {}, `封存的原件第 ${number} 份：${page.now.data.names[editor] || editor}，${time(at)} `,
    make('button', { type: 'button', class: 'plain', onclick: open }, '查看原件（留下记录）')), text);
}

/** The original with what was taken out marked; offsets count as the page that marked them does. */
function shownOriginal({ document: original, removals, encoding }) {
  return ['title', 'body'].map((part) => {
    const text = original[part], pieces = [];
    let done = 0;
    const inPart = encoding === 'utf-16' ? removals.filter((one) => one.part === part) : [];
    for (const { start, end } of inPart.sort((a, b) => a.start - b.start)) {
      pieces.push(text.slice(done, start), make('mark', { class: 'redacted' }, text.slice(start, end)));
      done = end;
    }
    return make('div', {}, make('strong', {}, PARTS[part]), make('p', { class: 'text' }, ...pieces, text.slice(done)));
  });
}
