// Keeps the worker busy with the newest text only.

const WAIT_MS = 60;

/** Calls back with `onReady(engine)` (again when the model has come), `onReport(report, ms)` for the newest text, `onFailure(reason)`. */
export function startScreener({ onReady, onReport, onFailure }) {
  const worker = new Worker('/assets/worker.js', { type: 'module' });
  let newest = 0, busy = false, waiting = null, timer = 0;

  const send = () => {
    if (busy || !waiting) return;
    busy = true;
    worker.postMessage(waiting);
    waiting = null;
  };
  worker.addEventListener('message', ({ data }) => {
    if (data.kind === 'ready') return onReady(data.engine);
    if (data.kind === 'failed') return onFailure(data.reason);
    busy = false;
    if (data.kind === 'error') onFailure(data.reason);
    else if (data.id === newest) onReport(data.report, data.ms);
    send();
  });
  worker.addEventListener('error', () => onFailure('worker'));

  return (document, options) => {
    newest += 1;
    waiting = { id: newest, document, options };
    clearTimeout(timer);
    timer = setTimeout(send, WAIT_MS);
  };
}
