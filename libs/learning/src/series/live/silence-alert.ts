import type { Fired, LiveAlert } from './live-alert.js';

/**
 * Fires when no point came for so many usual steps. It knows no clock but that of the series: the next line, with a value or
 * without, shows how much time passed; what it fires at is the moment at which the silence had become too long.
 */
export class SilenceAlert implements LiveAlert {
  private last = Number.NaN;
  private firing = false;

  /** @param longest Silence that is borne, in ms. */
  constructor(
    private readonly longest: number,
    private readonly step: number,
  ) {}

  take(t: number): Fired | undefined {
    const fired = this.wait(t);
    this.last = t;
    this.firing = false;
    return fired;
  }

  wait(t: number): Fired | undefined {
    if (this.firing || !(t - this.last >= this.longest)) return undefined;
    this.firing = true;
    return { t: this.last + this.longest, height: this.longest / this.step };
  }
}
