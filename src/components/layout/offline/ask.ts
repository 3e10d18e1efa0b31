import type { OfflineRequest, OfflineState } from '@lib/offline/files';

/** `null` where there can be none: an old browser, no secure context, a frame without an origin. */
export function serviceWorkers(): ServiceWorkerContainer | null {
  try {
    return 'serviceWorker' in navigator ? navigator.serviceWorker : null;
  } catch {
    return null;
  }
}

/**
 * Ask the service worker, which answers only while there is one.
 *
 * @param onState told of every answer
 * @returns the last answer
 */
export async function ask(
  request: OfflineRequest,
  onState?: (state: OfflineState) => void,
): Promise<OfflineState> {
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<OfflineState>) => {
      onState?.(data);
      if (!data.isDone) return;
      port1.close();
      resolve(data);
    };
    active?.postMessage(request, [port2]);
  });
}
