// Asking the gate. An answer that cannot be read counts as a refusal.

/** `{ ok, status, data }`; when not ok, `data` is a problem with `detail`, `clause`, `remedy`, `refusals`. */
export async function ask(method, path, body) {
  const headers = { 'X-Xianshen': '1' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  try {
    const answer = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
    const text = await answer.text();
    return { ok: answer.ok, status: answer.status, data: text ? JSON.parse(text) : null };
  } catch {
    const detail = '没有得到服务器的答复，本次操作按未完成处理。';
    return { ok: false, status: 0, data: { code: 'unreachable', detail, clause: '', remedy: '请确认服务仍在运行，刷新页面后核对状态。' } };
  }
}

const item = (id) => `/api/items/${encodeURIComponent(id)}`;

export const engine = () => ask('GET', '/api/engine');
export const rules = () => ask('GET', '/api/rules');
export const me = () => ask('GET', '/api/me');
export const items = () => ask('GET', '/api/items');
export const load = (id) => ask('GET', item(id));
export const tasks = () => ask('GET', '/api/tasks');
export const compare = (id, from, to) =>
  ask('GET', `${item(id)}/compare?from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`);
export const content = (id, digest) => ask('GET', `${item(id)}/documents/${encodeURIComponent(digest)}`);
export const forms = (id) => ask('GET', `${item(id)}/forms`);
export const original = (id, number) => ask('GET', `${item(id)}/originals/${number}`);
export const redactionBases = () => ask('GET', '/api/redaction-bases');
export const step = (id, name, body) => ask('POST', `${item(id)}/${name}`, body);
export const switchTo = (person) => ask('POST', '/api/session/person', { person });
export const signIn = (body) => ask('POST', '/api/sign-in', body);
export const changePassword = (body) => ask('POST', '/api/password', body);
export const signOut = () => ask('POST', '/api/sign-out');
