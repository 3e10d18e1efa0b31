import { pagePaths, pageSource } from './support/site';
import { expect, test } from './support/test';

const paths = pagePaths().filter((path) => pageSource(path).includes('class="drawing'));

/** What is wrong with a drawing's labels, as sentences. Measured in the drawing's own units. */
function troubleOf(drawing: SVGSVGElement | HTMLElement): string[] {
  const svg = drawing as SVGSVGElement;
  const { width, height } = svg.viewBox.baseVal;
  const labels = [...svg.querySelectorAll('text')].map((text) => {
    const { x: left, width: length } = text.getBBox();
    // The box of a font is taller than its letters, which reach from 0.8 above to 0.1 below.
    const baseline = Number(text.getAttribute('y'));
    const size = Number(text.getAttribute('font-size'));
    const words = text.textContent.trim();
    return {
      words,
      left,
      right: left + length,
      top: baseline - 0.8 * size,
      bottom: baseline + 0.1 * size,
    };
  });
  type Label = (typeof labels)[number];
  const holds = (label: Label, { x, y }: DOMPoint) =>
    x > label.left && x < label.right && y > label.top && y < label.bottom;
  const outside = labels
    .filter(
      ({ left, right, top, bottom }) => left < 0 || top < 0 || right > width || bottom > height,
    )
    .map(({ words }) => `「${words}」 leaves the drawing`);
  const overlapping = labels.flatMap((a, i) =>
    labels
      .slice(i + 1)
      .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
      .map((b) => `「${a.words}」 overlaps 「${b.words}」`),
  );
  const struck = [...svg.querySelectorAll<SVGPathElement>('path.line')].flatMap((path) => {
    const steps = Math.ceil(path.getTotalLength() / 2);
    const points = Array.from({ length: steps }, (_, i) => path.getPointAtLength(2 * i));
    return labels
      .filter((label) => points.some((point) => holds(label, point as DOMPoint)))
      .map(({ words }) => `the line ${path.getAttribute('d')} goes through 「${words}」`);
  });
  return [...outside, ...overlapping, ...struck];
}

/** The size of a drawing's smallest text as shown, in pixels. */
function smallestText(drawing: SVGSVGElement | HTMLElement): number {
  const svg = drawing as SVGSVGElement;
  const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  const texts = [...svg.querySelectorAll('text')];
  return scale * Math.min(...texts.map((text) => Number(text.getAttribute('font-size'))));
}

test('the article’s drawings are all found', () => {
  const drawings = paths.flatMap((path) => pageSource(path).match(/<svg class="drawing/g) ?? []);
  expect(drawings.length).toBeGreaterThanOrEqual(14);
});

for (const path of paths) {
  test(`/${path} has drawings that are described, legible on a phone, and clear of overlaps`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(path);
    await page.evaluate(() => document.fonts.ready);
    for (const drawing of await page.locator('figure svg.drawing').all()) {
      await expect(drawing).toHaveRole('img');
      await expect(drawing).toHaveAccessibleName(/[ぁ-んァ-ヶ一-龠]/u);
      await expect(drawing).toHaveAccessibleDescription(/[ぁ-んァ-ヶ一-龠].{40}/u);
      expect(await drawing.evaluate(smallestText)).toBeGreaterThanOrEqual(11);
      expect(await drawing.evaluate(troubleOf)).toEqual([]);
    }
  });
}
