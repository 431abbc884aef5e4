/** The read models do not hold yet what a case needs. Not the event’s fault: it is tried again for as long as it takes. */
export class ReadModelsBehind extends Error {
  override readonly name = 'ReadModelsBehind';

  constructor(projection: string) {
    super(`The projection ${projection} has not taken in what a case needs. Is the projector running?`);
  }
}
