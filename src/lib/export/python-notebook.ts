import type { Section } from './python';

/** A script as a Jupyter notebook (nbformat 4.5), a cell for each of its parts. */
export function pythonNotebook(sections: readonly Section[]): string {
  const cells = sections.flatMap((section, i) => {
    const { title, about, code, inNotebook } = section;
    const [heading = '', ...lines] = about ?? [title];
    const text = [`${about ? '#' : '##'} ${heading}`, ...lines].join('\n');
    return [
      { cell_type: 'markdown', id: `text-${i}`, metadata: {}, source: text },
      {
        cell_type: 'code',
        id: `code-${i}`,
        metadata: {},
        execution_count: null,
        outputs: [],
        source: (inNotebook ?? code).trim(),
      },
    ];
  });
  const metadata = {
    kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
    language_info: { name: 'python' },
  };
  return `${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}
