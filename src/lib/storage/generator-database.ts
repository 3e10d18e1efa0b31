/** Name of the IndexedDB database that a generator is kept in; nothing else is in it. */
export const generatorDatabase = 'hajimete-no-gan-generator';
