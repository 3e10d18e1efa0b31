import katex from 'katex';

/**
 * A display equation in which `\term{id}{…}` marks a term: `<span class="enclosing" data-term="id">`. Of what
 * KaTeX can write into a page only that is allowed, and what is copied is the equation without the marks.
 */
export function typesetTerms(tex: string): string {
  const html = katex.renderToString(tex, {
    displayMode: true,
    throwOnError: true,
    macros: { '\\term': '\\htmlData{term=#1}{#2}' },
    trust: ({ command }) => command === '\\htmlData',
    strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'warn'),
  });
  return html.replace(
    /(<annotation[^>]*>)([^<]*)/,
    (_, tag: string, source: string) => tag + withoutTerms(source),
  );
}

/** TeX with what `\term` marks, and not the marks. */
export function withoutTerms(tex: string): string {
  const mark = /\\term\{[\w-]+\}\{/.exec(tex);
  if (!mark) return tex;
  const start = mark.index + mark[0].length;
  let depth = 1;
  let end = start;
  for (; depth > 0 && end < tex.length; end++) {
    if (tex[end] === '{') depth += 1;
    if (tex[end] === '}') depth -= 1;
  }
  const [before, inner, after] = [
    tex.slice(0, mark.index),
    tex.slice(start, end - 1),
    tex.slice(end),
  ];
  return before + inner + withoutTerms(after);
}
