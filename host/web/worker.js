// Screens off the main thread with the preview module and the gate's own pack.

const ready = (async () => {
  const [module, pack] = await Promise.all([
    import('/preview/preview.js'),
    fetch('/preview/pack').then((answer) => {
      if (!answer.ok) throw new Error(`pack: ${answer.status}`);
      return answer.arrayBuffer();
    }),
  ]);
  await module.default({ module_or_path: '/preview/preview_bg.wasm' });
  return new module.Preview(new Uint8Array(pack));
})();

ready.then(
  (preview) => postMessage({ kind: 'ready', engine: JSON.parse(preview.engine()) }),
  (error) => postMessage({ kind: 'failed', reason: String(error && error.message || error) }),
);

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
