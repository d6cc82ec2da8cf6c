/**
 * Whether it pays to share the runs of a function: now and then one is made alone, and the others are held against it. Cores
 * that are not free make shared runs slow, and what was free may not stay so.
 */

/** Slow runs more than fast ones, after which it is over with sharing. */
const mostSlow = 50;
/** The second to fourth run are made alone, of so many later ones one, and one after so many slow ones: perhaps all is slower. */
const firstShared = 5;
const period = 64;
const doubt = 8;

export class Pace {
  #runs = 0;
  #slow = 0;
  #doubts = false;
  /** Runs of fewer rows say nothing. */
  #rows = 0;
  /** What the last runs alone took. */
  #alone: readonly number[] = [];

  get overWithSharing(): boolean {
    return this.#slow >= mostSlow;
  }

  /** Whether the next run is one to share. */
  next(): boolean {
    this.#runs += 1;
    const alone = (this.#runs > 1 && this.#runs < firstShared) || this.#runs % period === 0 || this.#doubts;
    this.#doubts = false;
    return !(alone || this.overWithSharing);
  }

  took(milliseconds: number, rows: number, shared: boolean): void {
    if (rows < this.#rows || this.overWithSharing) return;
    if (rows > this.#rows) this.#alone = [];
    this.#rows = rows;
    if (!shared) {
      this.#alone = [...this.#alone.slice(-2), milliseconds];
    } else if (this.#alone.length > 0) {
      const usual = [...this.#alone].sort((a, b) => a - b)[this.#alone.length >> 1]!;
      const slow = milliseconds >= usual;
      this.#slow = Math.max(0, this.#slow + (slow ? 1 : -1));
      this.#doubts = slow && this.#slow % doubt === 0;
    }
  }
}
