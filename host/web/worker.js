// Screens off the main thread with the preview module and the gate's own pack. The words come first and are small; the model of
// the corrector follows, so that marks need not wait for it.

async function bytes(path) {
  const answer = await fetch(path);
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

const ready = (async () => {
  const [module, pack] = await Promise.all([import('/preview/preview.js'), bytes('/preview/pack')]);
  if (!pack) throw new Error('pack: 404');
  await module.default({ module_or_path: '/preview/preview_bg.wasm' });
  const preview = new module.Preview(pack);
  postMessage({ kind: 'ready', engine: JSON.parse(preview.engine()) });
  return preview;
})();

ready
  .then(async (preview) => {
    const model = await bytes('/preview/model');
    if (!model) return;
    preview.load_model(model);
    postMessage({ kind: 'ready', engine: JSON.parse(preview.engine()) });
  })
  .catch((error) => postMessage({ kind: 'failed', reason: String(error && error.message || error) }));

addEventListener('message', async ({ data }) => {
  try {
    const preview = await ready;
    const started = performance.now();
    const report = JSON.parse(preview.screen(JSON.stringify(data.document), JSON.stringify(data.options)));
    postMessage({ kind: 'report', id: data.id, report, ms: performance.now() - started });
  } catch (error) {
    postMessage({ kind: 'error', id: data.id, reason: String(error && error.message || error) });
  }
});
