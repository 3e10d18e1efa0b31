/** What the notebook's parser never needs, as it is cut: JSX, and a second check of regular expressions. */
const cuts = [
  {
    file: /acorn-typescript[\\/]index\.js/,
    from: 'var xhtml_default = {',
    to: '// src/extentions/import-assertions.ts',
    // The mixin of JSX is asked for whether or not `jsx` is on.
    instead: 'function generateJsxParser(acorn, types, Parser) { return Parser; }\n',
  },
  {
    file: /acorn[\\/]dist[\\/]acorn\.mjs/,
    from: 'var ecma9BinaryProperties = ',
    to: '// Object type used to represent tokens.',
    // acorn also asks the engine, and `compiler/checks.ts` looks at what that said.
    instead:
      'var RegExpValidationState = function () { this.reset = function () {}; };\n' +
      'Parser.prototype.validateRegExpFlags = Parser.prototype.validateRegExpPattern = function () {};\n',
  },
];

/**
 * A Vite plugin that takes 8 kB (gzip) off the notebook's compiler. It stops the build if a new
 * version of the parser is laid out in another way, or needs what is cut.
 *
 * @returns {import('vite').Plugin}
 */
export function slimParser() {
  return {
    name: 'slim-parser',
    enforce: 'pre',
    transform: {
      filter: { id: /acorn/ },
      handler: (code, id) => {
        const cut = cuts.find(({ file }) => file.test(id));
        return cut ? { code: slim(code, cut), map: null } : undefined;
      },
    },
  };
}

/** @param {{ from: string, to: string, instead: string }} cut */
function slim(code, { from, to, instead }) {
  const start = code.indexOf(from);
  const end = code.indexOf(to, start);
  if (start < 0 || end < 0) throw new Error(`slim-parser: expected "${from}" and "${to}"`);
  const rest = code.slice(0, start) + instead + code.slice(end);
  const text = rest.replace(/\/\/.*$|\/\*[^]*?\*\//gm, '');
  const names = code.slice(start, end).matchAll(/^(?:var|function) ([\w$]+)/gm);
  const needed = Array.from(names, ([, name]) => name).filter((name) => {
    const word = `(?<![\\w$.])${name.replaceAll('$', '\\$')}(?![\\w$])`;
    return new RegExp(word).test(text) && !new RegExp(`^(?:var|function) ${word}`, 'm').test(text);
  });
  if (needed.length > 0) throw new Error(`slim-parser: still needed: ${needed.join(', ')}`);
  return rest;
}
