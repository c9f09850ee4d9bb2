// Screens off the main thread with the gate's own preview module and words; no text leaves the page.

let base = '';
let ready = null;

async function bytes(file) {
  const answer = await fetch(base + file, { credentials: 'same-origin' });
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

async function load() {
  const [module, pack] = await Promise.all([import(base + 'preview.js'), bytes('pack')]);
  if (!pack) throw new Error('pack: 404');
  await module.default({ module_or_path: base + 'preview_bg.wasm' });
  const preview = new module.Preview(pack);
  const model = await bytes('model');
  if (model) preview.load_model(model);
  return preview;
}

addEventListener('message', async ({ data }) => {
  if (data.base) {
    base = data.base;
    ready = load();
    ready.catch((error) => postMessage({ kind: 'failed', reason: String(error && error.message || error) }));
    return;
  }
  try {
    const preview = await ready;
    const report = JSON.parse(preview.screen(JSON.stringify(data.document), JSON.stringify(data.options)));
    postMessage({ kind: 'report', id: data.id, report });
  } catch (error) {
    postMessage({ kind: 'failed', id: data.id, reason: String(error && error.message || error) });
  }
});
