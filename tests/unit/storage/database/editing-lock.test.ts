import { afterEach, expect, test, vi } from 'vitest';
import { EditingLock, type EditingState } from '@lib/storage/database/editing-lock';

/** As much of the browser's locks as is used: exclusive ones, first come, first served. */
function fakeLocks() {
  let last: Promise<unknown> = Promise.resolve();
  let held = 0;
  const request = (_name: string, options: LockOptions, job: LockGrantedCallback<unknown>) => {
    if (options.ifAvailable && held > 0) return Promise.resolve(job(null));
    held += 1;
    const result = last.then(() => job({ name: _name, mode: 'exclusive' })).finally(() => held--);
    last = result;
    return result;
  };
  return { request } as unknown as LockManager;
}

const open: EditingLock[] = [];

function tab(locks: LockManager | undefined, beforeHandOver = () => Promise.resolve()) {
  const states: EditingState[] = [];
  const onWritten = vi.fn();
  const lock = new EditingLock({
    notebook: 'code',
    locks,
    beforeHandOver,
    onWritten,
    onChange: (state) => states.push(state),
  });
  open.push(lock);
  return { lock, states, onWritten };
}

afterEach(() => {
  for (const lock of open.splice(0)) lock.close();
});

test('the first tab edits, the second reads', async () => {
  const locks = fakeLocks();
  const first = tab(locks);
  await vi.waitFor(() => {
    expect(first.states).toEqual(['here']);
  });
  const second = tab(locks);
  await vi.waitFor(() => {
    expect(second.states).toEqual(['elsewhere']);
  });
});

test('asked to, the first writes what it has and hands over', async () => {
  const locks = fakeLocks();
  const written = vi.fn(() => Promise.resolve());
  const first = tab(locks, written);
  await vi.waitFor(() => {
    expect(first.lock.state).toBe('here');
  });
  const second = tab(locks);
  await vi.waitFor(() => {
    expect(second.states).toEqual(['elsewhere']);
  });
  await second.lock.askForHandOver();
  expect(written).toHaveBeenCalledOnce();
  expect(first.states).toEqual(['here', 'elsewhere']);
  expect(second.states).toEqual(['elsewhere', 'here']);
  // And back.
  await first.lock.askForHandOver();
  expect(second.lock.state).toBe('elsewhere');
});

test('a tab that cannot write still hands over', async () => {
  const locks = fakeLocks();
  const first = tab(locks, () => Promise.reject(new Error('full')));
  await vi.waitFor(() => {
    expect(first.lock.state).toBe('here');
  });
  const second = tab(locks);
  await second.lock.askForHandOver();
  expect(second.lock.state).toBe('here');
});

test('when the tab that edits is closed the next one that opens edits', async () => {
  const locks = fakeLocks();
  const first = tab(locks);
  await vi.waitFor(() => {
    expect(first.lock.state).toBe('here');
  });
  first.lock.close();
  // As the browser does, the lock becomes free a little later.
  await new Promise((resolve) => setTimeout(resolve));
  const second = tab(locks);
  await vi.waitFor(() => {
    expect(second.states).toEqual(['here']);
  });
});

test('without locks every tab edits', async () => {
  const first = tab(undefined);
  const second = tab(undefined);
  await vi.waitFor(() => {
    expect([first.lock.state, second.lock.state]).toEqual(['here', 'here']);
  });
});

test('other tabs are told of what is written', async () => {
  const locks = fakeLocks();
  const [first, second] = [tab(locks), tab(locks)];
  first.lock.tellWritten();
  await vi.waitFor(() => {
    expect(second.onWritten).toHaveBeenCalledOnce();
  });
  expect(first.onWritten).not.toHaveBeenCalled();
});
