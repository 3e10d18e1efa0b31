/** Whether there are texts of the reader's to be read from the database: known before any of its program is. */
const key = 'hajimete-no-gan-edited';

export const editedMark = {
  isSet(): boolean {
    try {
      return localStorage.getItem(key) !== null;
    } catch {
      return false;
    }
  },
  set(isSet: boolean): void {
    try {
      if (isSet) localStorage.setItem(key, '1');
      else localStorage.removeItem(key);
    } catch {
      // Without storage there are no texts either.
    }
  },
};
