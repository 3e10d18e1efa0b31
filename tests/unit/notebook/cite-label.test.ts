import { expect, test } from 'vitest';
import { findReference } from '@components/notebook/cite-label';
import { references } from '@content/references';

test('a citation names the family names of one or two authors, or the first of more, and the year', () => {
  expect(findReference('goodfellow2016tutorial').label).toBe('Goodfellow 2016');
  expect(findReference('kingma2014').label).toBe('Kingma and Ba 2014');
  expect(findReference('goodfellow2014').label).toBe('Goodfellow et al. 2014');
});

test('a citation of a page without a year or a personal author has a name all the same', () => {
  expect(findReference('cs231n').label).toBe('CS231n');
  expect(findReference('t-ae').label).toBe('t-ae');
});

test('no two works share a label', () => {
  const labels = references.map(({ key }) => findReference(key).label);
  expect(new Set(labels).size).toBe(labels.length);
});

test('an unknown key is an error that lists the known ones', () => {
  expect(() => findReference('goodfelow2014')).toThrow(/goodfelow2014.*goodfellow2014/s);
});
