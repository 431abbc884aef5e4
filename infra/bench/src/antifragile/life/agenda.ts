/** What is to be done when; earlier first, of equal times what was put down first. */
export class Agenda {
  private entries: { at: number; act: () => void }[] = [];

  put(at: number, act: () => void): void {
    let place = this.entries.length;
    while (place > 0 && (this.entries[place - 1]?.at ?? 0) > at) place -= 1;
    this.entries.splice(place, 0, { at, act });
  }

  /** Does all that is due; what that puts down for the same time is done too. */
  doneBy(now: number): void {
    for (let [next] = this.entries; next && next.at <= now; [next] = this.entries) {
      this.entries.shift();
      next.act();
    }
  }
}
