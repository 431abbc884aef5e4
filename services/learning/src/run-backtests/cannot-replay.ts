/** A backtest that cannot be run as it was asked for; the message says why, and what to do. */
export class CannotReplay extends Error {
  override readonly name = 'CannotReplay';
}
