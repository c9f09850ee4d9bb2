// The two text fields with marks behind the letters. Offsets are UTF-16 units, as in the report.

import { byId } from './dom.js';

/** A field: a textarea over a backdrop with the same text, in which the marks lie. */
class Field {
  constructor(part, onChange) {
    this.part = part;
    this.area = byId(part);
    this.backdrop = this.area.parentElement.querySelector('.marks');
    this.text = '';
    this.marks = [];
    this.hidden = [];
    this.area.addEventListener('input', () => {
      if (part === 'title' && this.area.value.includes('\n')) this.area.value = this.area.value.replace(/\s*\n\s*/g, ' ');
      this.follow();
      onChange();
    });
  }

  get value() { return this.area.value; }

  set value(text) {
    this.area.value = text;
    this.follow();
  }

  /** Moves the marks along with an edit until the next report comes, so that they do not flicker. */
  follow() {
    const before = this.text, now = this.area.value;
    let head = 0;
    const most = Math.min(before.length, now.length);
    while (head < most && before[head] === now[head]) head += 1;
    let tail = 0;
    while (tail < most - head && before[before.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
    const shift = now.length - before.length;
    const moved = (list) => list.flatMap((mark) => {
      if (mark.end <= head) return [mark];
      if (mark.start >= before.length - tail) return [{ ...mark, start: mark.start + shift, end: mark.end + shift }];
      return [];
    });
    this.marks = moved(this.marks);
    this.hidden = moved(this.hidden);
    this.text = now;
    this.paint();
  }

  show(marks) {
    this.marks = marks;
    this.paint();
  }

  /** Marks every place of these words that is not marked yet to be taken out; how many there were. */
  hide(words, why) {
    const free = (start) => !this.hidden.some((one) => one.start < start + words.length && start < one.end);
    let count = 0;
    for (let start = this.text.indexOf(words); start >= 0; start = this.text.indexOf(words, start + words.length)) {
      if (!free(start)) continue;
      this.hidden.push({ part: this.part, start, end: start + words.length, text: words, ...why });
      count += 1;
    }
    this.paint();
    return count;
  }

  unhide(start) {
    this.hidden = this.hidden.filter((one) => one.start !== start);
    this.paint();
  }

  paint() {
    const parts = [];
    let done = 0;
    const hidden = this.hidden.map(({ start, end }) => ({ start, end, level: 'redacted' }));
    const marks = this.marks.filter(({ start, end }) => !hidden.some((one) => one.start < end && start < one.end));
    for (const { start, end, level } of [...marks, ...hidden].sort((a, b) => a.start - b.start)) {
      if (start < done || end > this.text.length) continue;
      const mark = document.createElement('mark');
      mark.className = level;
      mark.textContent = this.text.slice(start, end);
      parts.push(this.text.slice(done, start), mark);
      done = end;
    }
    // The last line needs something on it to have a height.
    this.backdrop.replaceChildren(...parts, `${this.text.slice(done)}\u200b`);
  }

  select(start, end) {
    this.area.focus();
    this.area.setSelectionRange(start, end);
    this.backdrop.querySelectorAll('mark').forEach((mark) => mark.classList.remove('here'));
    this.area.scrollIntoView({ block: 'nearest' });
  }

  /** Replaces a stretch so that the browser's undo still works. */
  replace(start, end, text) {
    this.area.focus();
    this.area.setSelectionRange(start, end);
    const typed = text === '' ? document.execCommand('delete') : document.execCommand('insertText', false, text);
    if (!typed) {
      this.area.setRangeText(text, start, end, 'end');
      this.area.dispatchEvent(new Event('input'));
    }
  }
}

/** The article being written. `onChange` is called after every change by the person. */
export function makeEditor(onChange) {
  const fields = { title: new Field('title', onChange), body: new Field('body', onChange) };
  // What came with a loaded document and has no field on this page stays with it.
  let rest = { channel: 'portal', body_format: 'text' };
  let touched = fields.body;
  for (const field of Object.values(fields)) field.area.addEventListener('focus', () => { touched = field; });

  return {
    document: () => ({ ...rest, title: fields.title.value, body: fields.body.value }),
    isEmpty: () => !fields.title.value.trim() && !fields.body.value.trim(),
    set(document) {
      const { title, body, ...others } = document;
      rest = { channel: 'portal', body_format: 'text', ...others };
      for (const field of Object.values(fields)) field.hidden = [];
      fields.title.value = title;
      fields.body.value = body;
      onChange();
    },
    showMarks(findings) {
      for (const [part, field] of Object.entries(fields)) {
        field.show(findings.flatMap((finding) =>
          [finding, ...finding.places].filter((place) => place.part === part)
            .map(({ start, end }) => ({ start, end, level: finding.level }))));
      }
    },
    jump({ part, start, end }) {
      const field = fields[part];
      if (field) field.select(start, end);
    },
    /** What is selected in the field that was touched last. */
    selection: () => ({ text: touched.value.slice(touched.area.selectionStart, touched.area.selectionEnd) }),
    /** The passages to be taken out, in the order of the text. */
    hidden: () => Object.values(fields).flatMap((field) => [...field.hidden].sort((a, b) => a.start - b.start)),
    hide: (words, why) => Object.values(fields).reduce((count, field) => count + field.hide(words, why), 0),
    unhide: ({ part, start }) => fields[part].unhide(start),
    canEdit: (edits) => edits.every((edit) => fields[edit.part]),
    /** Applies edits from the end, so that offsets stay right. */
    apply(edits) {
      for (const edit of [...edits].sort((a, b) => b.start - a.start)) {
        fields[edit.part].replace(edit.start, edit.end, edit.replacement);
      }
    },
  };
}
