import { type Flag, isDefined } from '../flag.js';
import { EvaluableFlag, flagSetId } from './evaluable-flag.js';
import type { Evaluation, EvaluationContext } from './evaluation.js';
import { SetVersion } from './set-version.js';

/** A flagd document: what `flagd start --uri` reads. */
export type FlagdDocument = {
  $schema: string;
  flags: Record<string, EvaluableFlag['definition']>;
  metadata: { flagSetId: string; version: string };
};

/** The flags in memory, evaluated by flagd's own library. */
export class FlagSet {
  private readonly flags = new Map<string, EvaluableFlag>();
  private readonly revisions = new Map<string, number>();
  private readonly newest = new SetVersion();
  private inOrder: readonly EvaluableFlag[] | undefined;
  private document: FlagdDocument | undefined;

  /** Which flags at which revisions these are; the same in every copy that has the same. */
  get version(): string {
    return this.newest.toString();
  }

  /** Takes the flag as it now is; an older revision than the known one changes nothing. Whether it was news. */
  apply(flag: Flag): boolean {
    if (flag.revision <= (this.revisions.get(flag.key) ?? 0)) return false;
    this.revisions.set(flag.key, flag.revision);
    const known = this.flags.get(flag.key);
    if (known) this.newest.remove(known.key, known.revision);
    if (isDefined(flag)) {
      this.flags.set(flag.key, new EvaluableFlag(flag));
      this.newest.add(flag.key, flag.revision);
    } else {
      this.flags.delete(flag.key);
    }
    this.inOrder = undefined;
    this.document = undefined;
    return true;
  }

  evaluate(key: string, context: EvaluationContext): Evaluation {
    const flag = this.flags.get(key);
    if (!flag) return { key, error: 'FLAG_NOT_FOUND', detail: `Flag ${key} is not defined here.` };
    return flag.evaluate(context);
  }

  /** Every flag, by key; those turned off too, so that a client learns that it is off. */
  evaluateAll(context: EvaluationContext): Evaluation[] {
    return this.sorted().map((flag) => flag.evaluate(context));
  }

  /** As a flagd document; the same flags give the same document in every copy of the service. */
  toFlagd(): FlagdDocument {
    this.document ??= this.makeDocument();
    return this.document;
  }

  private makeDocument(): FlagdDocument {
    const sorted = this.sorted();
    return {
      $schema: 'https://flagd.dev/schema/v0/flags.json',
      flags: Object.fromEntries(sorted.map(({ key, definition }) => [key, definition])),
      metadata: { flagSetId, version: this.version },
    };
  }

  private sorted(): readonly EvaluableFlag[] {
    this.inOrder ??= [...this.flags.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
    return this.inOrder;
  }
}
