/** One thing that is wrong with an event. */
export type Issue = {
  /** Where: an attribute (`id`, `time`) or a path in the data (`subject.content.environment.id`). */
  field: string;
  /** What is wrong there. */
  reason: string;
  /** What to do about it. */
  hint: string;
};

/** Thrown for what cannot be read as an event; names every issue found. */
export class InvalidEvent extends Error {
  override readonly name = 'InvalidEvent';
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    super(`The event is not valid: ${issues.map(({ field, reason }) => `${field} ${reason}`).join('; ')}.`);
    this.issues = issues;
  }

  static because(field: string, reason: string, hint: string): InvalidEvent {
    return new InvalidEvent([{ field, reason, hint }]);
  }
}
