/** As much of a page as hears keys, where there is none. */
import { vi } from 'vitest';

/** Something that has the focus: a text that is edited, or an input of a type. */
export class FakeField {
  constructor(readonly isContentEditable = false) {}
}

export class FakeInput extends FakeField {
  constructor(readonly type: string) {
    super();
  }
}

class FakeKey extends Event {
  readonly metaKey = false;

  constructor(
    private readonly at: FakeField,
    readonly ctrlKey: boolean,
  ) {
    super('keydown');
  }

  override composedPath(): EventTarget[] {
    return [this.at as unknown as EventTarget];
  }
}

/** Until `vi.unstubAllGlobals()`. */
export function stubPage() {
  const page = new EventTarget();
  vi.stubGlobal('document', page);
  vi.stubGlobal('KeyboardEvent', FakeKey);
  vi.stubGlobal('HTMLElement', FakeField);
  vi.stubGlobal('HTMLInputElement', FakeInput);
  vi.stubGlobal('HTMLTextAreaElement', class extends FakeField {});
  const press = (at: FakeField, { ctrlKey = false } = {}) => {
    page.dispatchEvent(new FakeKey(at, ctrlKey));
  };
  return { press };
}
