import { LiftBand, type Tallied } from '@hormesis/statistics';

/** A second of a watched change: how its users fared and how the others did, and what that says of the lift. */
export type WatchPoint = {
  /** End of the windows, milliseconds. */
  t: number;
  exposed: Tallied;
  control: Tallied;
  /** The lift lies between them, but for one time in a hundred. */
  low: number;
  likeliest: number;
  high: number;
};

/** How often the band may ever miss the true lift. */
export const BAND_CHANCE = 0.01;
const kept = 240;

/** One metric of one change since its first step, a point for each length of a window: senders do not end theirs together. */
export class WatchedSeries {
  readonly points: WatchPoint[] = [];
  private readonly band = new LiftBand();
  private readonly open = new Map<number, { exposed: Tallied; control: Tallied }>();

  /** @param t end of the window; `lengthMs` its length */
  take(t: number, lengthMs: number, side: 'exposed' | 'control', { total, bad }: Tallied): void {
    const slot = Math.ceil(t / lengthMs) * lengthMs;
    const at = this.open.get(slot) ?? { exposed: { total: 0, bad: 0 }, control: { total: 0, bad: 0 } };
    at[side] = { total: at[side].total + total, bad: at[side].bad + bad };
    this.open.set(slot, at);
    for (const [other, sides] of [...this.open].sort(([a], [b]) => a - b)) {
      if (other > slot - 2 * lengthMs) break;
      this.open.delete(other);
      this.close(other, sides);
    }
  }

  private close(t: number, { exposed, control }: { exposed: Tallied; control: Tallied }): void {
    this.band.add(exposed, control);
    this.points.push({ t, exposed, control, ...this.band.at(BAND_CHANCE) });
    if (this.points.length > kept) this.points.shift();
  }
}
