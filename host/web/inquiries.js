// Clause 10 on the page: letters, their way, the answers, and our own decision. The server decides every step.

import { choice, field } from './card.js';
import { make, time } from './dom.js';
import { INQUIRY, REPLIES, TRACKS } from './words.js';

/** The letters of the item with what can be recorded next; null when there are none. */
export function inquiriesPanel(page, decide, turn) {
  const { inquiries, decision, suspended } = page.now.data.determination;
  if (!inquiries.length) return null;
  return make('section', { class: 'panel' },
    make('h3', {}, '定密请示与征求意见（第十条）'),
    suspended && make('p', { class: 'why' }, '审查暂停：在得到书面答复并作出决定之前，不能签字和发布。'),
    inquiries.map((inquiry) => letter(page, inquiry)),
    decision && make('p', {}, `${page.now.data.names[decision.person] || decision.person}已决定：${decision.publish ? '可以公开' : '不予公开'}。${decision.reason}`),
    decide && turn(page, decide, decisionForm(page)));
}

/** The form of a new letter, folded away. */
export function requestPanel(page) {
  const profile = JSON.parse(page.state.me.profile);
  const track = choice('inquiry-track', '请示事项', TRACKS);
  const body = field('inquiry-body', '受文单位', (profile.determination_authorities || [])[0], true);
  const number = field('inquiry-number', '文号', '', true);
  const question = field('inquiry-question', '不明确之处（不写原文）', '', true);
  const competence = field('inquiry-competence', '选择该单位的依据（登记的部门可不填）');
  const send = (event) => {
    event.preventDefault();
    page.act('request-determination', {
      digest: page.now.data.view.digest, track: track.value(), body: body.value(), number: number.value(),
      question: question.value(), competence: competence.value(),
    }, '已登记书面请示，审查暂停。');
  };
  return make('details', { class: 'panel' }, make('summary', {}, '是否涉密不明确：书面请示'),
    make('form', { onsubmit: send }, [track, body, number, question, competence].map(({ element }) => element),
      make('button', {}, '登记请示')));
}

function letter(page, inquiry) {
  const { request, status, due, overdue, provisional, reply, answer } = inquiry;
  const facts = [
    INQUIRY[status] || status,
    inquiry.sent && `${time(inquiry.sent)} 发出`,
    inquiry.received && `${time(inquiry.received)} 签收`,
    due && status === 'received' && `${due} 到期${provisional ? '（暂定：当年放假安排尚未载入）' : ''}`,
    inquiry.reminders > 0 && `催办 ${inquiry.reminders} 次`,
    reply && `${REPLIES[reply] || reply}：${answer}`,
  ].filter(Boolean);
  return make('div', { class: 'answer' },
    make('p', {}, make('strong', {}, `第 ${request} 条 · ${TRACKS[inquiry.track] || inquiry.track} · ${inquiry.body}（${inquiry.number}）`)),
    make('p', {}, inquiry.question),
    make('p', { class: overdue ? 'why' : 'hint' }, overdue ? '已逾期，尚无书面答复。' : null, facts.join('；')),
    next(page, inquiry));
}

/** What can be recorded of a letter in its state. */
function next(page, { request, track, status }) {
  const at = Date.now();
  const handover = (name, label, said) => form(`${label}`, [['person', '经手人'], ['manner', '方式']],
    (given) => page.act(name, { request, at, ...given }, said));
  const takeBack = form('撤回请示', [['reason', '撤回的理由']], (given) => page.act('withdraw-request', { request, ...given }, '已撤回请示。'));
  if (status === 'drafted') return [handover('record-sending', '登记发出', '已登记发出。'), takeBack];
  if (status === 'sent') return [handover('record-receipt', '登记签收', '已登记签收，答复期限自签收之日起算。'), takeBack];
  if (status !== 'received') return null;
  const replies = Object.entries(REPLIES).filter(([value]) => value.includes('secret') === (track === 'determination'));
  const reply = make('select', { 'aria-label': '答复意见' }, replies.map(([value, name]) => make('option', { value }, name)));
  return [
    form('登记答复', [['number', '答复文号'], ['text', '内容摘要']],
      (given) => page.act('record-answer', { request, at, reply: reply.value, ...given }, '已登记书面答复。'), reply),
    handover('record-reminder', '登记催办', '已登记催办。'), takeBack,
  ];
}

function decisionForm(page) {
  const verdict = make('select', { 'aria-label': '决定' }, make('option', { value: '' }, '请选择'),
    make('option', { value: 'yes' }, '可以公开'), make('option', { value: 'no' }, '不予公开'));
  return [form('作出决定', [['reason', '决定的理由']], (given) => verdict.value
    && page.act('decide-openness', { digest: page.now.data.view.digest, publish: verdict.value === 'yes', ...given }, '已作出决定。'), verdict)];
}

/** One line of inputs and a button. */
function form(label, names, send, choiceElement) {
  const inputs = names.map(([name, hint]) => [name, make('input', { type: 'text', 'aria-label': hint, placeholder: hint, required: true })]);
  const submit = (event) => {
    event.preventDefault();
    send(Object.fromEntries(inputs.map(([name, input]) => [name, input.value.trim()])));
  };
  return make('form', { class: 'line', onsubmit: submit }, choiceElement, inputs.map(([, input]) => input), make('button', {}, label));
}
