/**
 * Keeps what was made for the shapes used last: plans are made once for each shape of a network and
 * then used in every step.
 */
export class ShapeCache<Made> {
  private readonly made = new Map<string, Made>();

  /**
   * @param most how many to keep
   * @param discard called with what is no longer kept
   */
  constructor(
    private readonly most: number,
    private readonly discard: (made: Made) => void,
  ) {}

  /** What was made for this key, or what `make` makes now. */
  get(key: string, make: () => Made): Made {
    const present = this.made.get(key);
    const value = present ?? make();
    // A map keeps the order of insertion: the first is the one not used for longest.
    this.made.delete(key);
    this.made.set(key, value);
    for (const [oldKey, old] of this.made) {
      if (this.made.size <= this.most) break;
      this.made.delete(oldKey);
      this.discard(old);
    }
    return value;
  }
}
