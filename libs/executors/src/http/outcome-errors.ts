/** What was tried did not work, but may soon: it is tried again until the time is up. */
export class TryAgain extends Error {
  /** @param afterMs not before so many milliseconds have passed */
  constructor(
    reason: string,
    readonly afterMs = 0,
  ) {
    super(reason);
  }
}

/** What was asked for is under way: it is looked at again, at an even pace. */
export class NotYet extends TryAgain {}

/** The other system said no for good, or what it said cannot be used. The message says what to do. */
export class Failed extends Error {}
