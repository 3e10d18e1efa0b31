/**
 * A little mathematics for labels in an SVG, where KaTeX cannot go: a label such as
 * `生成器 $G_2(z_2)$` becomes pieces of text with a face, a size and a shift.
 *
 * Between dollar signs: letters are italic, everything else upright; `_` and `^` take one
 * character or `{…}`; `\tilde` and `\hat` take one letter; `\mathrm{…}` is upright;
 * `\phi` and its kind are symbols.
 */
export interface Piece {
  text: string;
  face: 'plain' | 'italic' | 'roman';
  /** Relative to the label's font size. */
  size: number;
  /** How far the baseline lies below the label's, in the label's font sizes. */
  drop: number;
  /** How far to move to the right before the piece, in the label's font sizes. */
  move: number;
}

type Style = Pick<Piece, 'size' | 'drop'>;

const symbols: Readonly<Record<string, string>> = {
  alpha: 'α',
  epsilon: 'ϵ',
  lambda: 'λ',
  mu: 'μ',
  phi: 'ϕ',
  psi: 'ψ',
  sigma: 'σ',
  sim: '∼',
  theta: 'θ',
  times: '×',
  varphi: 'φ',
};
const accents: Readonly<Record<string, string>> = { tilde: '\u02dc', hat: '\u02c6' };

const token =
  /(?<script>[_^])(?<scripted>\{(?:[^{}]|\{[^{}]*\})*\}|\\[A-Za-z]+|.)|\\(?<accent>tilde|hat)\s*(?<base>\\[A-Za-z]+|[A-Za-z])|\\mathrm\{(?<upright>[^}]*)\}|\\(?<symbol>[A-Za-z]+)\s?|(?<letters>[A-Za-z]+)|(?<others>[^_^\\A-Za-z]+)/gu;

/** The width of a symbol in its own font size, near enough to place an accent or stack scripts. */
const roughWidth = (text: string) =>
  [...text].reduce((sum, c) => sum + (/[A-Z]/u.test(c) ? 0.7 : 0.5), 0);

function symbolOf(command: string): string {
  const symbol = symbols[command];
  if (symbol === undefined)
    throw new Error(`Expected a symbol that labels know, got \\${command}.`);
  return symbol;
}

/** A letter with its accent above it. */
function accented(base: string, accent: string, style: Style): Piece[] {
  const rise = /[A-Zbdfhkl]/u.test(base) ? 0.22 : 0;
  return [
    { ...style, text: base, face: 'italic', move: 0 },
    {
      ...style,
      text: accents[accent] ?? '',
      face: 'roman',
      drop: style.drop - rise * style.size,
      // Both centred, and a little to the right, as the letter leans.
      move: -(roughWidth(base) / 2 + 0.19) * style.size,
    },
  ];
}

function mathematics(source: string, style: Style = { size: 1, drop: 0 }): Piece[] {
  const pieces: Piece[] = [];
  /** What the next piece must move to get past the accent, or back below a superscript. */
  let owed = 0;
  const push = (added: readonly Piece[], owes = 0) => {
    const [first, ...rest] = added;
    if (first) pieces.push({ ...first, move: first.move + owed }, ...rest);
    owed = owes;
  };
  for (const match of source.matchAll(token)) {
    const {
      script,
      scripted = '',
      accent,
      base = '',
      upright,
      symbol,
      letters,
      others,
    } = match.groups ?? {};
    if (script !== undefined) {
      const size = style.size * 0.72;
      const drop = style.drop + (script === '_' ? 0.24 : -0.38) * style.size;
      const content = scripted.startsWith('{') ? scripted.slice(1, -1) : scripted;
      const inner = mathematics(content, { size, drop });
      const width = inner.reduce((sum, piece) => sum + roughWidth(piece.text), 0) * size;
      const stacks = script === '^' && source[match.index + match[0].length] === '_';
      push(inner, stacks ? -width : 0);
    } else if (accent !== undefined) {
      const letter = base.startsWith('\\') ? symbolOf(base.slice(1)) : base;
      push(accented(letter, accent, style), (roughWidth(letter) / 2 - 0.3) * style.size);
    } else if (upright !== undefined) {
      push([{ ...style, text: upright, face: 'roman', move: 0 }]);
    } else if (symbol !== undefined) {
      const text = symbolOf(symbol);
      push([{ ...style, text, face: /[α-ωϕϵ]/u.test(text) ? 'italic' : 'roman', move: 0 }]);
    } else {
      const text = letters ?? others?.replaceAll('-', '−') ?? '';
      push([{ ...style, text, face: letters === undefined ? 'roman' : 'italic', move: 0 }]);
    }
  }
  return pieces;
}

/** Split a label at its dollar signs; every second part is mathematics. */
export function labelPieces(label: string): Piece[] {
  return label.split('$').flatMap((part, i): Piece[] => {
    if (part === '') return [];
    if (i % 2 === 1) return mathematics(part);
    return [{ text: part, face: 'plain', size: 1, drop: 0, move: 0 }];
  });
}
