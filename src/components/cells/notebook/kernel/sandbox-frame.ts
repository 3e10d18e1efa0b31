/** The frames of a sandbox, and the one port that leads into them. */
import { fetchAsset, publicAddress } from '@lib/assets';
import { type BridgeCommand, type BridgeReport, protocolVersion } from '@lib/notebook/protocol';

/** By whom they are made: `tools/build-notebook-runtime.mjs`. */
const names = import.meta.glob<{ runtime: string; host: string }>(
  '/src/lib/notebook/generated/files.json',
  { import: 'default', eager: true },
);

/** For the frames to load and to answer; they are two small files. */
const patience = 20_000;
/** Between two questions to the bridge whether it is still there; it has time for them, whatever the worker does. */
const heartbeat = 1000;
/** So many without an answer, and it is gone: its process has ended. */
const mostMissed = 5;

export interface SandboxFrameOptions {
  readonly onReport: (report: BridgeReport) => void;
  /** Called once if the frame has ended by itself, as when its memory ran out. */
  readonly onGone: () => void;
}

export class SandboxFrame {
  private missed = 0;
  private timer: ReturnType<typeof setInterval> | undefined;

  private constructor(
    private readonly frame: HTMLIFrameElement,
    private readonly port: MessagePort,
    readonly isIsolated: boolean,
    private readonly options: SandboxFrameOptions,
  ) {
    port.onmessage = ({ data }: MessageEvent<BridgeReport>) => {
      this.missed = 0;
      if (data.kind !== 'pong') options.onReport(data);
    };
    this.timer = setInterval(() => {
      this.beat();
    }, heartbeat);
  }

  /** @throws in Japanese if the frames do not come or cannot be */
  static async open(options: SandboxFrameOptions): Promise<SandboxFrame> {
    const frame = document.createElement('iframe');
    frame.src = publicAddress(filesOf().host);
    frame.allow = 'cross-origin-isolated';
    frame.title = 'ノートブックの計算';
    frame.tabIndex = -1;
    frame.ariaHidden = 'true';
    frame.style.cssText = 'position:absolute;inline-size:0;block-size:0;border:0;visibility:hidden';
    const { port1, port2 } = new MessageChannel();
    frame.addEventListener('load', () => {
      frame.contentWindow?.postMessage('port', location.origin, [port2]);
    });
    document.body.append(frame);
    try {
      const isolated = await answerOf(port1);
      return new SandboxFrame(frame, port1, isolated, options);
    } catch (error) {
      port1.close();
      frame.remove();
      throw error;
    }
  }

  tell(command: BridgeCommand, transfer: Transferable[] = []): void {
    this.port.postMessage(command, transfer);
  }

  close(): void {
    clearInterval(this.timer);
    this.port.close();
    this.frame.remove();
  }

  private beat(): void {
    this.missed += 1;
    if (this.missed > mostMissed) {
      this.close();
      this.options.onGone();
    } else this.tell({ kind: 'ping', count: this.missed });
  }
}

/** The worker's program; the browser keeps it. */
export function fetchRuntime(): Promise<ArrayBuffer> {
  return fetchAsset(publicAddress(filesOf().runtime), '計算用のプログラム');
}

function filesOf(): { runtime: string; host: string } {
  const [files] = Object.values(names);
  if (!files) throw new Error('the notebook runtime has not been built');
  return files;
}

/** @returns whether the sandboxed frame is isolated from other origins */
function answerOf(port: MessagePort): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('計算用の枠が始まりませんでした。ページを再読み込みしてください。'));
    }, patience);
    port.onmessage = ({ data }: MessageEvent<BridgeReport>) => {
      if (data.kind !== 'bridge') return;
      clearTimeout(timer);
      if (data.version === protocolVersion) resolve(data.isolated);
      else reject(new Error('サイトが新しくなっています。ページを再読み込みしてください。'));
    };
  });
}
