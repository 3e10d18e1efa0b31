import { describe, expect, it } from 'vitest';
import { Announcer } from '@components/cells/kit/announcer';

describe('Announcer', () => {
  it('lets one summary through in ten seconds', () => {
    const announcer = new Announcer();
    expect(announcer.next('running', 'step 1', 0)).toBe('step 1');
    expect(announcer.next('running', 'step 2', 9_999)).toBe('step 1');
    expect(announcer.next('running', 'step 3', 10_000)).toBe('step 3');
    expect(announcer.next('running', 'step 4', 10_001)).toBe('step 3');
  });

  it('does not make what follows a silence wait', () => {
    const announcer = new Announcer();
    expect(announcer.next('running', '', 0)).toBe('');
    expect(announcer.next('running', 'step 1', 50)).toBe('step 1');
  });

  it('lets a change of subject through at once', () => {
    const announcer = new Announcer();
    announcer.next('running', 'step 1', 0);
    expect(announcer.next('finished', 'the end', 5)).toBe('the end');
  });
});
