/** Milliseconds between two announcements at the least: hearing one takes some seconds. */
const leastInterval = 10_000;

/**
 * Thins out a summary that changes many times a second to what a screen reader can read out. A change
 * of subject, such as a run that ends, comes through at once.
 */
export class Announcer {
  private text = '';
  private subject = '';
  private due = 0;

  /**
   * @param subject what the summary is about
   * @param now the present in milliseconds, from any fixed origin
   * @returns the text to announce; the one before until another is due
   */
  next(subject: string, summary: string, now: number): string {
    if (subject !== this.subject || now >= this.due) {
      this.text = summary;
      this.subject = subject;
      // Silence is not an announcement to wait for the end of.
      this.due = summary === '' ? now : now + leastInterval;
    }
    return this.text;
  }
}
