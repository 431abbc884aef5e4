/** The read models do not hold yet what a backtest needs. It waits for as long as it takes; the message says for what. */
export class TimelineBehind extends Error {
  override readonly name = 'TimelineBehind';
}

/** What a backtest needs is away: database, log or network. It is tried again, but not without end. */
export class PassingFault extends Error {
  override readonly name = 'PassingFault';
}
