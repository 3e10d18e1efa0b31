/**
 * Machine translation puts elements in the place of text nodes, those too that lit holds: the text of an
 * expression, which would no longer change, and the text after one, where what it shows ends. So
 * expressions end at comments of their own, and text that has been replaced is set anew.
 */
import { nothing, render } from 'lit';

/** lit's account of an expression in a template, under the names that all of lit 3 has for it. */
interface ChildPart {
  /** A comment before what the expression shows. */
  readonly _$AA: ChildNode;
  /** The node behind it. */
  _$AB: ChildNode | null;
  /** What it shows. */
  _$AH: unknown;
  /** Shows a value. */
  _$AI(value: unknown, ...others: unknown[]): void;
  /** Takes away what it shows. */
  _$AR(): void;
}

function followTranslation(part: ChildPart): void {
  const show = part._$AI;
  part._$AI = function (this: ChildPart, value, ...others) {
    if (this._$AB instanceof Text) {
      const end = document.createComment('');
      this._$AB.before(end);
      this._$AB = end;
    }
    const isText = typeof this._$AH === 'string' || typeof this._$AH === 'number';
    if (isText && value !== this._$AH && !(this._$AA.nextSibling instanceof Text)) {
      this._$AR();
      this._$AH = nothing;
    }
    show.call(this, value, ...others);
  };
}

// The server writes text for good.
if (!import.meta.env.SSR) {
  const part: unknown = render(nothing, document.createDocumentFragment());
  followTranslation(Object.getPrototypeOf(part) as ChildPart);
}
