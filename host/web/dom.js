// Building elements. Text goes in as text, never as HTML.

export const byId = (id) => document.getElementById(id);

/** Makes an element: `make('p', { class: 'hint', onclick }, 'text', child)`. */
export function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const fill = (element, ...children) => element.replaceChildren(...children.flat().filter(Boolean));

/** `6.2` → 第六条第二项. */
export function clauseName(clause) {
  if (!clause) return '';
  const [article, point] = clause.split('.');
  return `第${chinese(Number(article))}条${point ? `第${chinese(Number(point))}项` : ''}`;
}

function chinese(number) {
  const digits = '零一二三四五六七八九';
  if (!(number > 0 && number < 100)) return String(number);
  const tens = Math.floor(number / 10), ones = number % 10;
  return (tens > 1 ? digits[tens] : '') + (tens ? '十' : '') + (ones || !tens ? digits[ones] : '');
}

const clock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hour12: false,
});
export const time = (ms) => clock.format(new Date(ms));

/** The first digits of a digest; the whole one stands in the title. */
export const shortDigest = (digest) =>
  digest ? make('code', { title: digest }, digest.replace('sm3:', '').slice(0, 8)) : '—';
