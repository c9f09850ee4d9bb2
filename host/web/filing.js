// Filing with 综合协调科 (clause 6): the step that comes next, one form with one button.

import { field } from './card.js';
import { make } from './dom.js';

const STEPS = {
  'propose-filing': { name: '提出报送意见', said: '已提出报送意见。' },
  'approve-filing': { name: '审批报送', said: '已审批报送。' },
  'hand-in-form': { name: '填报备案表', said: '备案表已交综合协调科。' },
  'receive-filing': { name: '接收报送', said: '综合协调科已接收，可以发布。' },
};

/** The panel of the next step; null when none is due. */
export function filingPanel(page, turn) {
  const { view } = page.now.data;
  const action = view.actions.find(({ command }) => STEPS[command]);
  if (!action) return null;
  const { name, said } = STEPS[action.command];
  const fields = inputs(action.command, view.card);
  const send = (event) => {
    event.preventDefault();
    const given = Object.fromEntries(Object.entries(fields).map(([key, { value }]) => [key, value()]));
    page.act(action.command, { digest: view.digest, ...given }, said);
  };
  const form = make('form', { onsubmit: send },
    Object.values(fields).map(({ element }) => element), make('button', { class: 'primary' }, name));
  return make('section', { class: 'panel' }, make('h3', {}, '报送备案'), turn(page, action, [form]));
}

function inputs(command, card) {
  if (command === 'propose-filing') {
    // The basis has been stated on the card; here it is confirmed or put more closely.
    return { opinion: field('filing-opinion', '承办科室意见'), basis: field('filing-basis', '依据', card.openness_reason) };
  }
  if (command === 'approve-filing') return { opinion: field('filing-approval', '审批意见（可不填）') };
  if (command === 'hand-in-form') return { number: field('filing-number', '备案表编号（可不填）') };
  return {};
}
