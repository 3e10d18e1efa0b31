import { ref } from 'lit/directives/ref.js';

/**
 * Whether a box is checked, as a property, since the attribute no longer counts once the reader has
 * chosen. Not bound by Lit, whose server rendering would write it out even where it is false.
 */
export function checkedAs(isChecked: boolean) {
  return ref((input) => {
    if (input instanceof HTMLInputElement) input.checked = isChecked;
  });
}
