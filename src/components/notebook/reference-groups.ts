import { references, type ReferenceGroup } from '@content/references';

/** The sections of the references page, in order. */
export const groups = (
  [
    { group: 'article', title: '元の記事とその参考文献' },
    { group: 'papers', title: '記事の本文で触れられている文献' },
    { group: 'added', title: 'このサイトで加えた文献' },
  ] as const satisfies readonly { group: ReferenceGroup; title: string }[]
).map(({ group, title }) => ({
  group,
  title,
  works: references.filter((reference) => reference.group === group),
}));
