/**
 * What `_headers` of a built site tells hosts to send (the format of Netlify and Cloudflare Pages).
 *
 * @param text of the file: a path on a line, a `*` at its end for all below, its headers indented
 * @returns rules in the file's order
 */
export function readRules(text) {
  const rules = [];
  for (const line of text.split('\n').filter((line) => line.trim())) {
    if (!/^\s/.test(line)) rules.push({ path: line.trim(), headers: [] });
    else {
      const [name, ...value] = line.trim().split(':');
      rules.at(-1).headers.push([name, value.join(':').trim()]);
    }
  }
  return rules;
}

/**
 * The headers of a path: of all rules that it falls under; what several of them say under one name is
 * joined, as these hosts do.
 *
 * @returns {Record<string, string>}
 */
export function headersOf(rules, path) {
  /** @type {Record<string, string>} */
  const headers = {};
  for (const rule of rules) {
    const isBelow = rule.path.endsWith('*') && path.startsWith(rule.path.slice(0, -1));
    if (!isBelow && path !== rule.path) continue;
    for (const [name, value] of rule.headers)
      headers[name] = headers[name] ? `${headers[name]}, ${value}` : value;
  }
  return headers;
}
