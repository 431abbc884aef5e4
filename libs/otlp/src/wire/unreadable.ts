/** A body that is not what it is said to be; its message says what is wrong with it, and where. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}
