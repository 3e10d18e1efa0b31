import { createHash } from 'node:crypto';

/**
 * The page that stands between a notebook and its sandbox, with a policy of its own: same origin as the
 * site, no code of the reader's, and within it the sandboxed frame.
 *
 * @param {{ host: string, bridge: string }} programs each all of its frame's script
 */
export function hostPage({ host, bridge }) {
  const inner = page([sourceOf(bridge)], `<script>${bridge}</script>`);
  const frame = `<iframe sandbox="allow-scripts" allow="cross-origin-isolated *" srcdoc="${escape(inner)}"></iframe>`;
  // The inner page inherits this policy and can only narrow it.
  return page([sourceOf(host), sourceOf(bridge)], `<script>${host}</script>${frame}`);
}

function page(scripts, body) {
  return `<!doctype html><html lang="ja"><meta charset="utf-8"><title>計算</title><meta http-equiv="Content-Security-Policy" content="${policy(scripts)}">${body}</html>`;
}

/** Scripts and workers only of `blob:` and `data:`, which hold nothing that is not here already; no network. */
function policy(scripts) {
  return [
    "default-src 'none'",
    `script-src ${scripts.join(' ')} blob: data: 'wasm-unsafe-eval'`,
    'worker-src blob: data:',
    'child-src blob: data:',
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function sourceOf(script) {
  if (script.includes('</script')) throw new Error('an inline script ends early');
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
}

function escape(text) {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}
