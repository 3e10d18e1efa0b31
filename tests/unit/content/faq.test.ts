import { describe, expect, it } from 'vitest';
import { findQuestion, questions } from '@content/faq';
import { pageSources } from '../support/page-text';

const answers = pageSources().flatMap(({ name, source }) =>
  [...source.matchAll(/<Question id="([^"]*)"/g)].map(([, id = '']) => `${id} in ${name}`),
);

describe('what learners ask', () => {
  it('is answered, each question once, on the page that the list names', () => {
    expect(answers.toSorted()).toEqual(
      questions.map(({ id, page }) => `${id} in ${page}.mdx`).toSorted(),
    );
  });

  it('has an id of its own', () => {
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
  });

  it('is an error under an unknown id, which lists the known ones', () => {
    expect(() => findQuestion('faq-why')).toThrow(/faq-why.*faq-why-half/s);
  });
});
