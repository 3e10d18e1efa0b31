import { expect, test } from 'vitest';
import * as gan from '@lib/index';
import { ganNames } from '@lib/notebook/gan-names';

test('cells can import from gan exactly the names that the list says', () => {
  expect(Object.keys(gan).sort()).toEqual([...ganNames].sort());
});
