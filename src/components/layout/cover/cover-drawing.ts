import type { CoverFrame } from './course';
import { CoverPicture } from './picture';
import { Player } from './player';

const firstSeed = 2017;
/** Numbers that change with every step could not be read. */
const stepsBetweenNumbers = 8;
/** How much of the picture has to be on the screen for it to move. */
const seenShare = 0.2;

type Phase = 'still' | 'playing' | 'paused' | 'over';

const actions = {
  still: '動かす',
  playing: '一時停止',
  paused: '再開',
  over: 'もう一度',
} as const satisfies Record<Phase, string>;

/**
 * `<cover-drawing>`: a GAN that learns on the cover while the reader looks. By itself it begins only
 * where motion is welcome; see CoverDrawing.astro for its markup.
 */
export class CoverDrawing extends HTMLElement {
  private readonly canvas = find(this, 'canvas', HTMLCanvasElement);
  private readonly button = find(this, 'button', HTMLButtonElement);
  private readonly motion = matchMedia('(prefers-reduced-motion: reduce)');
  private seed = firstSeed;
  private phase: Phase = 'still';
  private isSeen = false;
  private player: Player | null = null;
  private picture: CoverPicture | null = null;
  private listening: AbortController | null = null;

  connectedCallback(): void {
    this.listening = new AbortController();
    const { signal } = this.listening;
    const seeing = new IntersectionObserver(
      (entries) => {
        this.isSeen = entries.at(-1)?.isIntersecting ?? false;
        this.follow();
      },
      { threshold: seenShare },
    );
    seeing.observe(this.canvas);
    signal.addEventListener('abort', () => {
      seeing.disconnect();
    });
    const listen = (target: EventTarget, type: string, listener: () => void) => {
      target.addEventListener(type, listener, { signal });
    };
    listen(this.button, 'click', () => {
      this.press();
    });
    listen(document, 'visibilitychange', () => {
      this.follow();
    });
    listen(this.motion, 'change', () => {
      if (this.motion.matches && this.phase === 'playing') this.enter('paused');
    });
    if (!this.motion.matches && !savesData()) this.enter('playing');
  }

  disconnectedCallback(): void {
    this.listening?.abort();
    this.end();
    this.enter('still');
  }

  private press(): void {
    if (this.phase === 'over') {
      this.end();
      this.seed += 1;
    }
    this.enter(this.phase === 'playing' ? 'paused' : 'playing');
  }

  private enter(phase: Phase): void {
    this.phase = phase;
    this.dataset['phase'] = phase;
    find(this.button, 'span', HTMLSpanElement).textContent = actions[phase];
    this.follow();
  }

  /** Let it learn if it is to move and can be seen. */
  private follow(): void {
    const isMoving = this.phase === 'playing' && this.isSeen && !document.hidden;
    if (isMoving) this.player ??= this.begin();
    this.player?.setPlaying(isMoving);
  }

  private begin(): Player | null {
    this.picture = new CoverPicture(this.canvas);
    const onFailure = () => {
      this.end();
      delete this.dataset['live'];
      find(this, '.about', HTMLElement).hidden = true;
    };
    const onFrame = (frame: CoverFrame) => {
      this.show(frame);
    };
    try {
      return new Player({ seed: this.seed, onFrame, onFailure });
    } catch {
      // Some frames allow no worker.
      onFailure();
      return null;
    }
  }

  private end(): void {
    this.player?.dispose();
    this.picture?.dispose();
    this.player = null;
    this.picture = null;
  }

  private show(frame: CoverFrame): void {
    this.dataset['live'] = '';
    this.picture?.draw(frame);
    const { step, means, endsLesson, endsCourse } = frame;
    if (step % stepsBetweenNumbers === 0 || endsLesson) {
      this.write('step', String(step));
      this.write('real', means?.real.toFixed(2));
      this.write('generated', means?.generated.toFixed(2));
    }
    if (endsCourse) this.enter('over');
  }

  private write(name: string, text = '—'): void {
    find(this, `[data-number='${name}']`, HTMLElement).textContent = text;
  }
}

/** Whether the reader has asked for little to be loaded. */
function savesData(): boolean {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
  return connection?.saveData ?? false;
}

function find<Kind extends Element>(within: Element, selector: string, kind: new () => Kind): Kind {
  const element = within.querySelector(selector);
  if (!(element instanceof kind)) throw new Error(`no ${selector} in ${within.localName}`);
  return element;
}

customElements.define('cover-drawing', CoverDrawing);
