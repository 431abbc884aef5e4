import { Moments } from './moments.js';
import { Tail } from './tail.js';

const memory = 1000;
/** Values before a witness is heard. */
const mute = 20;
const reliable = 50;
/** A forecast helps where its mean error is below this share of that of the plain mean. */
const helps = 0.9;
/** Errors beyond count as this when forecasts are compared. */
const clip = 4;
/** An error is never small beside less than this share of the series' own spread. */
const finest = 1e-3;

/**
 * One way to see that a point is unusual: how far off something expected it is, in the usual size of that distance, and
 * how unusual that is beside its own past.
 */
export class Witness {
  private readonly usual = new Moments(memory);
  private readonly tail = new Tail();
  private count = 0;
  private ownError = 0;
  private plainError = 0;
  /** The distance at this point, in the usual size; undefined where the witness has nothing to say. */
  z: number | undefined;
  /** The distance at this point. */
  distance: number | undefined;

  /** Sees the distance, in spreads of the series. */
  see(distance: number | undefined): void {
    this.distance = distance;
    this.z = distance === undefined ? undefined : distance / Math.max(this.usual.size, finest);
  }

  /** Minus the logarithm of the chance of such a distance; undefined where the witness is not to be heard. */
  surprise(): number | undefined {
    if (this.z === undefined || this.count < mute) return undefined;
    return this.tail.surprise(Math.abs(this.z));
  }

  /**
   * @param plain The distance of the point from the plain mean.
   * @param share What the point weighs beside a usual one.
   */
  learn(plain: number, share: number): void {
    if (this.distance === undefined || this.z === undefined) return;
    this.count += 1;
    if (this.count > mute / 2) this.tail.take(Math.abs(this.z), share);
    this.usual.take(this.distance, share);
    const rate = Math.max(1 / this.count, share / memory);
    this.ownError += rate * (Math.min(clip, Math.abs(this.distance)) - this.ownError);
    this.plainError += rate * (Math.min(clip, Math.abs(plain)) - this.plainError);
  }

  /** A distance that is far, even for an outlier. */
  get far(): number {
    return clip * Math.max(this.usual.size, finest);
  }

  /** Whether it forecasts better than the plain mean. */
  get useful(): boolean {
    return this.count > reliable && this.ownError < helps * this.plainError;
  }

  /** Whether it forecasts clearly better than another. */
  beats(other: Witness): boolean {
    return this.ownError < 0.95 * other.ownError;
  }
}
