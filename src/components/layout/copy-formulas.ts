/**
 * A formula is copied once, as its TeX between dollar signs (in a cell, in one line), and whole even if
 * the selection begins or ends within it. What holds no formula is copied as the browser has it.
 */
document.addEventListener('copy', (event) => {
  const selection = getSelection();
  const { clipboardData } = event;
  if (!clipboardData || selection?.rangeCount !== 1 || selection.isCollapsed) return;
  const range = wholeFormulas(rangeOf(selection, event.composedPath()[0]));
  const copied = document.createElement('div');
  copied.append(withItsList(range));
  if (!copied.querySelector('.katex, math')) return;
  prepare(copied);
  clipboardData.setData('text/html', copied.innerHTML);
  clipboardData.setData('text/plain', renderedText(copied));
  event.preventDefault();
});

/** What is selected, within a cell too. */
function rangeOf(selection: Selection, target: EventTarget | undefined): Range {
  const root = target instanceof Node ? target.getRootNode() : null;
  // Not every browser has it.
  const composed: Selection['getComposedRanges'] | undefined = selection.getComposedRanges;
  if (!(root instanceof ShadowRoot) || !composed) return selection.getRangeAt(0).cloneRange();
  const [within] = composed.call(selection, { shadowRoots: [root] });
  const range = document.createRange();
  if (within) {
    range.setStart(within.startContainer, within.startOffset);
    range.setEnd(within.endContainer, within.endOffset);
  }
  return range;
}

function wholeFormulas(range: Range): Range {
  const first = formulaAround(range.startContainer);
  const last = formulaAround(range.endContainer);
  const outside = document.createRange();
  if (first) {
    outside.setStart(range.startContainer, range.startOffset);
    outside.setEndAfter(first.end);
    if (outside.toString() === '') range.setStartAfter(first.end);
    else range.setStartBefore(first.start);
  }
  if (last) {
    outside.setStartBefore(last.start);
    outside.setEnd(range.endContainer, range.endOffset);
    if (outside.toString() === '') range.setEndBefore(last.start);
    else range.setEndAfter(last.end);
  }
  return range;
}

/** The formula that a node is part of: it may be in pieces, of which the first holds the TeX. */
function formulaAround(node: Node): { start: Element; end: Element } | null {
  const around = node instanceof Element ? node : node.parentElement;
  const piece = around?.closest('.katex');
  const whole = around?.closest('.katex-display') ?? (piece ? null : around?.closest('math'));
  if (whole) return { start: whole, end: whole };
  if (!piece) return null;
  const all = [...document.querySelectorAll('.katex')];
  const at = all.indexOf(piece);
  const start = all.findLastIndex((other, i) => i <= at && texOf(other) !== null);
  const next = all.findIndex((other, i) => i > at && texOf(other) !== null);
  return { start: all[start] ?? piece, end: all.at(next < 0 ? -1 : next - 1) ?? piece };
}

function texOf(piece: Element): string | null {
  return piece.querySelector('annotation')?.textContent ?? null;
}

/** What a range holds, in the table or the list of which it is a part. */
function withItsList(range: Range): Node {
  const { commonAncestorContainer: common } = range;
  const element = common instanceof Element ? common : common.parentElement;
  const list = element?.closest('table, ul, ol, pre');
  let content: Node = range.cloneContents();
  for (let within = list && element; within; within = within.parentElement) {
    const shell = within.cloneNode();
    shell.appendChild(content);
    content = shell;
    if (within === list) break;
  }
  return content;
}

/** TeX for formulas; no cells, and nothing that would come alive in the page. */
function prepare(copied: HTMLElement): void {
  for (const extra of copied.querySelectorAll('[data-cell], .visually-hidden')) extra.remove();
  for (const element of copied.querySelectorAll('*')) {
    if (!element.localName.includes('-')) continue;
    const plain = document.createElement('div');
    plain.append(...element.childNodes);
    element.replaceWith(plain);
  }
  for (const display of copied.querySelectorAll('.katex-display')) {
    const formula = document.createElement('div');
    formula.textContent = `$$${texOf(display)?.trim()}$$`;
    display.replaceWith(formula);
  }
  for (const piece of copied.querySelectorAll('.katex')) {
    const tex = texOf(piece);
    piece.replaceWith(tex === null ? '' : `$${tex.trim()}$`);
  }
  for (const math of copied.querySelectorAll('math')) math.replaceWith(math.textContent.trim());
}

/** Paragraphs on lines of their own, the cells of tables between tabs. */
function renderedText(element: HTMLElement): string {
  element.style.cssText = 'position: fixed; inset-inline-start: -200vw';
  document.body.append(element);
  const { innerText } = element;
  element.remove();
  return innerText;
}

export {};
