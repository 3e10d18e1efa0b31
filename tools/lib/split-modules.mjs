import { parse } from 'acorn';

/**
 * What the editor needs of CodeMirror before it stands there (or does without until then), with its help,
 * and with differences: a bundler keeps a module whole, so that what only a later program uses would come
 * with the first one. `dropped` is a class that never runs here.
 *
 * @type {Readonly<Record<string, Cuts>>}
 */
const packages = {
  '@codemirror/view': {
    late: [
      ...['showTooltip', 'tooltips', 'getTooltip', 'repositionTooltips', 'hoverTooltip'],
      ...['activateHover', 'hasHoverTooltips', 'closeHoverTooltip', 'closeHoverTooltips'],
      'highlightSpecialChars',
    ],
    latest: [
      ...['gutter', 'gutters', 'GutterMarker', 'gutterLineClass', 'gutterWidgetClass'],
      ...[
        'lineNumbers',
        'lineNumberMarkers',
        'lineNumberWidgetMarker',
        'highlightActiveLineGutter',
      ],
    ],
    // `cell-editor.ts` switches it off.
    dropped: 'EditContextManager',
  },
  '@codemirror/commands': {
    early: ['history', 'historyKeymap', 'standardKeymap', 'indentLess', 'indentMore'],
  },
  '@codemirror/language': { late: ['bracketMatching', 'matchBrackets', 'indentOnInput'] },
  '@codemirror/lang-javascript': { early: ['typescriptLanguage'] },
};

/**
 * Exports by when they are needed: either the early ones, all others being late, or the late and the latest.
 *
 * @typedef {{ early?: readonly string[], late?: readonly string[], latest?: readonly string[], dropped?: string }} Cuts
 */

const names = ['early', 'late', 'latest'];
const file = /[\\/](@codemirror[\\/][\w-]+)[\\/]dist[\\/]index\.js(?:\?part=(\w+))?$/;

/**
 * A Vite plugin that cuts these modules in parts. It stops the build if a new version is made so that
 * this cannot be.
 *
 * @returns {import('vite').Plugin}
 */
export function splitModules() {
  return {
    name: 'split-modules',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /@codemirror/ },
      handler: (code, id) => {
        const [, folder = '', part = 'all'] = file.exec(id) ?? [];
        const cuts = packages[folder.replace('\\', '/')];
        if (!cuts) return undefined;
        const parts = splitModule(code, cuts, id.replace(/\?.*$/, ''));
        return { code: parts[part], map: null, moduleSideEffects: false };
      },
    },
  };
}

/**
 * @param {string} code a module whose exports stand in lists, and whose statements only declare
 * @param {Cuts} cuts
 * @param {string} path of the module
 * @returns {{ all: string, early: string, late: string, latest: string }} `all` takes the place of the
 *   module; each part imports from those before it
 */
export function splitModule(code, cuts, path) {
  const module = readModule(code, cuts.dropped);
  const { imports, passedOn, exports, rest, declaredBy, needs } = module;
  const placed = placeStatements(module, cuts);
  const placeOf = ({ local }) => placed.get(declaredBy.get(local.name));
  checkCuts(cuts, { exports, placeOf, dropped: module.dropped }, path);

  const text = (node) =>
    node === module.dropped ? `class ${cuts.dropped} {}` : code.slice(node.start, node.end);
  const statementsOf = (part) => rest.filter((each) => placed.get(each) === part);
  /** Names that one part declares and another one needs. */
  const lent = (part, to) => {
    const needed = new Set(statementsOf(to).flatMap((each) => needs.get(each)));
    return [...needed].filter((each) => placed.get(each) === part).flatMap(declared);
  };
  const line = (word, list, part) =>
    list.length > 0
      ? `${word} { ${list.join(', ')} } from ${JSON.stringify(`${path}?part=${names[part]}`)};`
      : '';
  const sources = names.map((_, part) => {
    const own = exports.filter((each) => placeOf(each) === part);
    const given = names.flatMap((_, to) => (to > part ? lent(part, to) : []));
    const isKnown = (name) =>
      own.some(({ local, exported }) => local.name === name && exported.name === name);
    const across = [...new Set(given)].filter((name) => !isKnown(name));
    return [
      ...imports.map(text),
      ...names.slice(0, part).map((_, earlier) => line('import', lent(earlier, part), earlier)),
      ...statementsOf(part).map(text),
      `export { ${[...own.map(text), ...across].join(', ')} };`,
    ].join('\n');
  });
  const all = names.map((_, part) => {
    const own = exports.filter((each) => placeOf(each) === part);
    return line(
      'export',
      own.map(({ exported }) => exported.name),
      part,
    );
  });
  const [early, late, latest] = sources;
  return { all: [...passedOn.map(text), ...all].join('\n'), early, late, latest };
}

/** A module's statements by what they are, and what each of them needs of the others. */
function readModule(code, droppedName) {
  const statements = parse(code, { ecmaVersion: 'latest', sourceType: 'module' }).body;
  const imports = statements.filter(({ type }) => type === 'ImportDeclaration');
  const exporting = statements.filter(({ type }) => type.startsWith('Export'));
  const rest = statements.filter((each) => !imports.includes(each) && !exporting.includes(each));
  const passedOn = exporting.filter(({ source }) => source);
  const exports = exporting.filter(({ source }) => !source).flatMap(({ specifiers }) => specifiers);
  const declaredBy = new Map(rest.flatMap((each) => declared(each).map((name) => [name, each])));
  const dropped = declaredBy.get(droppedName);
  const neededBy = (each) => [...identifiersIn(each)].flatMap((name) => declaredBy.get(name) ?? []);
  const needs = new Map(rest.map((each) => [each, each === dropped ? [] : neededBy(each)]));
  // `Name.prototype.property = …` goes where the name goes.
  for (const each of rest) needs.get(declaredBy.get(completed(each)))?.push(each);
  return { imports, passedOn, exports, rest, declaredBy, needs, dropped };
}

/** The first part that needs a statement, for each of them. */
function placeStatements({ exports, rest, declaredBy, needs }, { early, late = [], latest = [] }) {
  const placed = new Map();
  const place = (statement, part) => {
    if (!statement || placed.has(statement)) return;
    placed.set(statement, part);
    for (const needed of needs.get(statement)) place(needed, part);
  };
  const wanted = (name) => {
    if (early) return early.includes(name) ? 0 : 1;
    return latest.includes(name) ? 2 : late.includes(name) ? 1 : 0;
  };
  for (const [part] of names.entries()) {
    for (const { local, exported } of exports) {
      if (wanted(exported.name) === part) place(declaredBy.get(local.name), part);
    }
    if (part > 0) continue;
    for (const each of rest) {
      const own = declared(each);
      // What declares nothing may change anything; and only its own module may assign to a name.
      const isWhole = own.length > 0 || declaredBy.has(completed(each));
      const isAssigning = assignedIn(each).some(
        (name) => declaredBy.has(name) && !own.includes(name),
      );
      if (!isWhole || isAssigning) place(each, part);
    }
  }
  return placed;
}

/** @throws on a name that is not there, or is needed earlier than the cuts have it */
function checkCuts(
  { early = [], late = [], latest = [], ...cuts },
  { exports, placeOf, dropped },
  path,
) {
  const isAt = (name, part) =>
    exports.some((each) => each.exported.name === name && placeOf(each) === part);
  const wrong = [early, late, latest].flatMap((list, part) =>
    list.filter((name) => !isAt(name, part)),
  );
  if (cuts.dropped !== undefined && dropped?.type !== 'ClassDeclaration') wrong.push(cuts.dropped);
  if (wrong.length === 0) return;
  throw new Error(`split-modules: ${path}: not there, or needed earlier: ${wrong.join(', ')}`);
}

function declared({ type, id, declarations = [] }) {
  if (type === 'VariableDeclaration') return declarations.map((each) => each.id.name);
  return id ? [id.name] : [];
}

/** The name that a statement gives one more property; `undefined` for any other statement. */
function completed({ expression }) {
  let target = expression?.type === 'AssignmentExpression' ? expression.left : undefined;
  if (target?.type !== 'MemberExpression') return undefined;
  while (target.type === 'MemberExpression') target = target.object;
  return target.name;
}

/** Every name but those of properties; locals of the same name count too, which does no harm. */
function identifiersIn(node, found = new Set()) {
  if (node.type === 'Identifier') found.add(node.name);
  for (const [key, child] of Object.entries(node)) {
    const isName =
      !node.computed &&
      ((node.type === 'MemberExpression' && key === 'property') ||
        (/^(Property|MethodDefinition|PropertyDefinition)$/.test(node.type) && key === 'key'));
    if (!isName || node.shorthand) for (const each of nodesIn(child)) identifiersIn(each, found);
  }
  return found;
}

/** The names that are assigned to, but for those that stand for something of the statement's own as well. */
function assignedIn(statement) {
  const assigned = new Set();
  const own = new Set();
  const look = (node) => {
    const target = node.type === 'AssignmentExpression' ? node.left : node.argument;
    if (/^(Assignment|Update)Expression$/.test(node.type) && target.type === 'Identifier')
      assigned.add(target.name);
    if (node.type === 'VariableDeclarator') identifiersIn(node.id, own);
    for (const parameter of node.params ?? []) identifiersIn(parameter, own);
    for (const child of Object.values(node)) for (const each of nodesIn(child)) look(each);
  };
  look(statement);
  return [...assigned].filter((name) => !own.has(name));
}

function nodesIn(value) {
  const all = Array.isArray(value) ? value : [value];
  return all.filter((each) => typeof each?.type === 'string');
}
