import { describe, expect, it } from 'vitest';
import { typesetTerms, withoutTerms } from '@components/notebook/typeset-terms';

describe('a marked equation', () => {
  const tex = String.raw`V = \term{real}{\log D(x)} + \term{fake}{\log\bigl(1 - D(G_{z})\bigr)}`;

  it('names its terms in the page', () => {
    const html = typesetTerms(tex);
    expect(html).toContain('<span class="enclosing" data-term="real">');
    expect(html).toContain('data-term="fake"');
  });

  it('is copied without the marks', () => {
    const plain = String.raw`V = \log D(x) + \log\bigl(1 - D(G_{z})\bigr)`;
    expect(withoutTerms(tex)).toBe(plain);
    expect(typesetTerms(tex)).toContain(`>${plain}</annotation>`);
    expect(withoutTerms(plain)).toBe(plain);
  });

  it('can write nothing else into the page', () => {
    expect(typesetTerms(String.raw`\href{javascript:alert(1)}{x}`)).not.toContain('href=');
    expect(typesetTerms(String.raw`\htmlStyle{color:red}{x}`)).not.toMatch(/style="color: ?red/);
  });
});
