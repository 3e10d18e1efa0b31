/** What code in a cell could try to get at the site, other hosts or the page. Each has to throw or never settle. */

/** @param site the address of the site, with a slash at its end */
export function attempts(site: string): readonly (readonly [name: string, code: string])[] {
  const url = JSON.stringify(`${site}main.js`);
  const socket = JSON.stringify(site.replace('http', 'ws'));
  const must = (condition: string) => `if (!(${condition})) throw new Error('no');`;
  return [
    // Storage.
    [
      'indexedDB',
      `await new Promise((y, n) => { const r = indexedDB.open('x'); r.onsuccess = y; r.onerror = n; });`,
    ],
    ['caches', `await caches.open('x');`],
    ['localStorage', `localStorage.getItem('secret').length;`],
    ['cookies', `document.cookie.length;`],
    ['cookieStore', `${must('(await cookieStore.getAll()).length > 0')}`],
    ['files', `await navigator.storage.getDirectory();`],
    // Network.
    ['fetch', `await fetch(${url});`],
    ['fetch no-cors', `await fetch(${url}, { mode: 'no-cors' });`],
    ['fetch elsewhere', `await fetch('https://example.com/', { mode: 'no-cors' });`],
    ['XMLHttpRequest', `const r = new XMLHttpRequest(); r.open('GET', ${url}, false); r.send();`],
    [
      'WebSocket',
      `await new Promise((y, n) => { const s = new WebSocket(${socket}); s.onopen = y; s.onerror = n; });`,
    ],
    [
      'EventSource',
      `await new Promise((y, n) => { const s = new EventSource(${url}); s.onopen = y; s.onerror = n; });`,
    ],
    ['WebTransport', `await new WebTransport(${url}).ready;`],
    ['beacon', `${must(`navigator.sendBeacon?.(${url})`)}`],
    ['FontFace', `await new FontFace('x', 'url(${site}main.js)').load();`],
    ['WebRTC', `new RTCPeerConnection();`],
    // Programs from elsewhere.
    ['importScripts', `importScripts(${url});`],
    ['import', `await import(${url});`],
    ['eval', `(0, eval)('1'); new Function('return 1')();`],
    // The page.
    ['parent', `parent.document.title;`],
    ['top', `top.location.href;`],
    ['postMessage', `self.postMessage({ kind: 'said', message: {} });`],
    // Workers.
    ['shared worker', `new SharedWorker(${url});`],
    ['service worker', `await navigator.serviceWorker.register(${url});`],
    [
      'worker of the site',
      `await new Promise((y, n) => { const w = new Worker(${url}); w.onmessage = y; w.onerror = n; });`,
    ],
    [
      'network of a nested worker',
      `
      const text = 'fetch(' + ${JSON.stringify(url)} + ').then(() => postMessage(1), () => postMessage(0))';
      const got = await new Promise((y, n) => { const w = new Worker(URL.createObjectURL(new Blob([text]))); w.onmessage = y; w.onerror = n; });
      ${must('got.data')}`,
    ],
    [
      'network of a data worker',
      `
      const text = 'fetch(' + ${JSON.stringify(url)} + ').then(() => postMessage(1), () => postMessage(0))';
      const got = await new Promise((y, n) => { const w = new Worker('data:,' + encodeURIComponent(text)); w.onmessage = y; w.onerror = n; });
      ${must('got.data')}`,
    ],
    // Things that the runtime uses.
    [
      'prototypes',
      `
      const { postMessage } = MessagePort.prototype; let port = null;
      MessagePort.prototype.postMessage = function (...all) { port ??= this; return postMessage.apply(this, all); };
      await new Promise((y) => setTimeout(y, 120));
      MessagePort.prototype.postMessage = postMessage; ${must('port')}`,
    ],
    [
      'getters',
      `
      let seen = false; Object.defineProperty(Object.prototype, 'port', { configurable: true, set() { seen = true; }, get() { seen = true; } });
      await new Promise((y) => setTimeout(y, 60)); delete Object.prototype.port; ${must('seen')}`,
    ],
    [
      'broadcast',
      `
      const channel = new BroadcastChannel('x'); const heard = new Promise((y) => (channel.onmessage = y));
      channel.postMessage(1); await heard;`,
    ],
  ];
}
