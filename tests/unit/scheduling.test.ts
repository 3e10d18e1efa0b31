import { describe, expect, it } from 'vitest';
import { after, nextTask, Rest, Sequence } from '@lib/scheduling';
import { deferred } from './support/fake-trainer';

describe('a sequence', () => {
  it('runs no job before every earlier one has settled', async () => {
    const sequence = new Sequence();
    const log: string[] = [];
    const first = deferred();
    const jobs = [
      sequence.add(async () => {
        log.push('first begins');
        await first.promise;
        log.push('first ends');
      }),
      sequence.add(() => log.push('second')),
    ];
    await nextTask();
    expect(log).toEqual(['first begins']);
    first.resolve();
    await Promise.all(jobs);
    expect(log).toEqual(['first begins', 'first ends', 'second']);
  });

  it('settles each job as that job does, and goes on after one that failed', async () => {
    const sequence = new Sequence();
    const failing = sequence.add(() => {
      throw new Error('broken');
    });
    const next = sequence.add(() => 42);
    await expect(failing).rejects.toThrow('broken');
    await expect(next).resolves.toBe(42);
  });
});

describe('the next task', () => {
  it('comes after every microtask, and lets messages be handled before', async () => {
    const log: string[] = [];
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => log.push('message');
    port2.postMessage(null);
    void Promise.resolve().then(() => log.push('microtask'));
    await nextTask();
    log.push('next task');
    port1.close();
    expect(log).toEqual(['microtask', 'message', 'next task']);
  });
});

describe('a rest', () => {
  it('ends when it is cut short, and otherwise after its time', async () => {
    const rest = new Rest();
    const log: string[] = [];
    const long = rest.take(3_600_000).then(() => log.push('cut short'));
    rest.cutShort();
    await long;
    await rest.take(1);
    rest.cutShort();
    expect(log).toEqual(['cut short']);
  });
});

describe('going on with a value', () => {
  it('happens at once where there is nothing to wait for', () => {
    expect(after(3, (value) => value + 1)).toBe(4);
  });

  it('waits where there is', async () => {
    const result = after(Promise.resolve(3), (value) => value + 1);
    expect(result).toBeInstanceOf(Promise);
    expect(await result).toBe(4);
  });
});
