/**
 * Typing while a network trains. Threads that compute on every core leave the browser none to draw what is
 * typed, so a training holds between two steps while keys come. What it computes stays the same.
 */
import { Throttle } from './throttle';

/** A training is told of keys this often, in milliseconds, and goes on so long after it was last told. */
const telling = { interval: 200, share: 1 } as const;
const pause = 700;
/** Milliseconds after which a training takes a step although keys go on. At 3000 the 95th key of 100 met one. */
const longestHold = 5000;

/** Inputs that are typed into. */
const typedInto = new Set(['text', 'search', 'number', 'url', 'email', 'tel', 'password']);

/**
 * Calls back while the reader types in this page, a few times a second.
 *
 * @returns what ends that
 */
export function onTyping(tell: () => void): () => void {
  const throttle = new Throttle(() => performance.now(), telling);
  const listening = new AbortController();
  const hear = (event: Event) => {
    if (!isTyping(event) || !throttle.isDue) return;
    throttle.begin();
    throttle.done();
    tell();
  };
  // Keys that only move the caret are to be seen at once too; a paste has no key of its own.
  const options = { capture: true, passive: true, signal: listening.signal };
  // There is no page in Node, where sessions run in tests.
  for (const type of ['keydown', 'input'])
    globalThis.document?.addEventListener(type, hear, options);
  return () => {
    listening.abort();
  };
}

/** Whether a key, or what comes of one, goes into a text; commands such as Ctrl+Enter do not. */
function isTyping(event: Event): boolean {
  const [at] = event.composedPath();
  if (event instanceof KeyboardEvent && (event.ctrlKey || event.metaKey)) return false;
  if (at instanceof HTMLInputElement) return typedInto.has(at.type);
  return at instanceof HTMLTextAreaElement || (at instanceof HTMLElement && at.isContentEditable);
}

/** Whether so many computing threads leave the page no core of its own. */
export function takesEveryCore(threads: number): boolean {
  return threads >= navigator.hardwareConcurrency;
}

/** Whether a training is to hold, in its worker. */
export class TypingHold {
  private told = -Infinity;
  /** When it began to hold; `null` while it trains. */
  private since: number | null = null;

  /** @param now the present in milliseconds, from any fixed origin */
  constructor(private readonly now: () => number) {}

  /** The reader types. */
  typed(): void {
    this.told = this.now();
  }

  /** Train on at once. */
  release(): void {
    this.told = -Infinity;
  }

  /** Asked before every step: milliseconds to hold for, 0 to take the step. */
  look(): number {
    const now = this.now();
    const quiet = this.told + pause;
    const since = (this.since ??= now);
    const end = Math.min(quiet, since + longestHold);
    if (end > now) return end - now;
    this.since = null;
    return 0;
  }
}
