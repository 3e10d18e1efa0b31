/**
 * Tell which section is being read: the last one whose heading is above a third of the window.
 *
 * @param headings of the sections, in the page's order
 * @param onChange called with the section's heading, or nothing above the first, when it changes
 * @returns what ends it
 */
export function followReading(
  headings: Iterable<HTMLElement>,
  onChange: (heading: HTMLElement | undefined) => void,
): () => void {
  const sections = [...headings];
  let current: HTMLElement | undefined;
  const update = () => {
    const line = window.innerHeight / 3;
    const isAtEnd =
      window.scrollY > 0 &&
      window.scrollY + window.innerHeight >= document.documentElement.scrollHeight - 2;
    const reading = isAtEnd
      ? sections.at(-1)
      : sections.findLast((heading) => heading.getBoundingClientRect().top <= line);
    if (reading === current) return;
    current = reading;
    onChange(reading);
  };
  // Everything above the line counts as in view, so that a jump past a heading is noticed too.
  const crossing = new IntersectionObserver(update, { rootMargin: '10000000px 0px -66.7% 0px' });
  // At the page's end the last section is read, even if it is too short to reach the line.
  const end = new IntersectionObserver(update, { threshold: [0, 0.5, 1] });
  for (const heading of sections) crossing.observe(heading);
  const footer = document.querySelector('body > footer');
  if (footer) end.observe(footer);
  return () => {
    crossing.disconnect();
    end.disconnect();
  };
}
