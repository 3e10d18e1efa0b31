import { references } from '@content/references';
import { pagePaths, pageSource } from './support/site';
import { expect, test } from './support/test';

/** The points of the article's outline, by page. */
const points = [
  ...numbered('I', 1, 3),
  ...numbered('T', 1, 13),
  ...numbered('D', 1, 14),
  ...numbered('C', 1, 12),
  ...numbered('P', 0, 6),
  ...numbered('S', 1, 1),
  ...numbered('E', 1, 7),
];

/** The article's own list of references. */
const listed = [
  'keras',
  'cs231n',
  'goodfellowbook',
  'openai-generative',
  'goodfellow2014',
  'radford2015',
  'goodfellow2016tutorial',
  'zerotsuku',
  'xu2015',
  'denton2015',
  'eyescream',
  'deshpande',
  'denton-talk',
  'lin2013',
  't-ae',
  'torch-faces',
  'ledig2016',
  'shrivastava2016',
  'isola2016',
  'zhang2016',
];

/** What the article links in its text. */
const linked = [
  'http://www.deeplearningbook.org/',
  'https://www.quora.com/session/Yann-LeCun/1',
  'https://arxiv.org/abs/1406.2661',
  'http://arxiv.org/abs/1511.06434',
  'https://arxiv.org/abs/1506.05751',
  'https://arxiv.org/abs/1312.4400',
  'http://arxiv.org/abs/1502.03167',
  'http://arxiv.org/abs/1505.00853',
  'https://github.com/soumith/ganhacks',
  'https://arxiv.org/abs/1606.03498',
  'https://github.com/jacobgil/keras-dcgan/blob/master/dcgan.py',
  'http://qiita.com/t-ae/items/236457c29ba85a7579d5',
  'http://torch.ch/blog/2015/11/13/gan.html',
  'https://github.com/zhangqianhui/AdversarialNetsPapers',
  'https://arxiv.org/abs/1701.00160',
  'https://arxiv.org/abs/1609.04802',
  'https://techcrunch.com/2016/06/20/twitter-is-buying-magic-pony-technology-which-uses-neural-networks-to-improve-images/',
  'https://phillipi.github.io/pix2pix/',
  'https://arxiv.org/abs/1505.04597',
  'https://arxiv.org/abs/1612.03242',
  'https://arxiv.org/abs/1612.07828',
  'http://research.microsoft.com/pubs/145347/BodyPartRecognition.pdf',
];

const sources = pagePaths().map(pageSource).join('\n');
const covered = new Set([...sources.matchAll(/data-point="([^"]+)"/g)].map(([, id]) => id));

test('every point of the outline is covered somewhere', () => {
  expect(points.filter((id) => !covered.has(id))).toEqual([]);
});

test('every reference of the article is listed and marked', () => {
  expect(listed.filter((key) => !covered.has(`R:${key}`))).toEqual([]);
});

test('no element claims a point that the outline does not have', () => {
  const known = new Set([...points, ...listed.map((key) => `R:${key}`)]);
  expect([...covered].filter((id) => !known.has(id ?? ''))).toEqual([]);
});

test('the references page links everything that the article links', () => {
  const page = pageSource('references/');
  expect(linked.filter((url) => !page.includes(`href="${url}"`))).toEqual([]);
});

test('every reference has an anchor of its own', () => {
  const page = pageSource('references/');
  expect(references.filter(({ key }) => !page.includes(`id="${key}"`))).toEqual([]);
});

test('the cover credits the article’s author and date', async ({ page }) => {
  await page.goto('');
  await expect(page.getByRole('article')).toContainText(/Shinya Yuki.*2017年2月7日/);
});

function numbered(letter: string, first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, i) => `${letter}${first + i}`);
}
