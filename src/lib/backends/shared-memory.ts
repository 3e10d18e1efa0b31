/**
 * Whether threads can have one memory here: only in what is isolated from other origins, and not in every
 * engine then. WebKitGTK calls pages isolated whose memory it shares with nobody.
 */
export function isMemoryShareable(): boolean {
  const { crossOriginIsolated } = globalThis as { crossOriginIsolated?: boolean };
  return crossOriginIsolated === true && typeof SharedArrayBuffer === 'function';
}
