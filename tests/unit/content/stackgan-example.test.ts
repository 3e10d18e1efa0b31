/** The StackGAN page's example of two captions is the first pair of those that are measured, not a chosen one. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { drawClaims } from '@lib/models/stackgan-judge';

test('the example is the first two captions measured', () => {
  const page = readFileSync('content/papers/stackgan.mdx', 'utf8');
  const { captions, claims } = drawClaims({ count: 2, seed: 7, heldOut: true });
  const [first = '', second = ''] = captions;
  expect(page).toContain(`mode=two&source=text&a=${first}&b=${second}&seed=1`);
  expect(claims[0]?.said.body).not.toBe(claims[1]?.said.body);
});
