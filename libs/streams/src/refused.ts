import type { Refusal } from '@hormesis/decider';

/** A command that the rules do not allow. Its message is the sentence for people. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: string;

  constructor(readonly refusal: Refusal) {
    super(refusal.because);
    this.code = refusal.refused;
  }
}
