import type { AsOf, AsOfQuery } from '@hormesis/api';
import { Database } from '@hormesis/database';
import { EVENT_LOG, type EventLog } from '@hormesis/platform';
import { asOfOf, type Cut, cutOf, untilTakenIn } from '@hormesis/read-models';
import { Inject, Injectable } from '@nestjs/common';

/** How to answer for the present, and for what a cut leaves of the log. */
export type Answers<Answer> = {
  present: (db: Database) => Promise<Answer>;
  past: (db: Database, log: EventLog, cut: Cut) => Promise<Answer>;
};

/** Answers queries as of what they ask for. */
@Injectable()
export class AsOfReader {
  constructor(
    private readonly database: Database,
    @Inject(EVENT_LOG) private readonly log: EventLog,
  ) {}

  /** The answer, with what it is as of unless that is the present; `undefined` stays so. */
  async read<Answer extends { asOf?: AsOf | undefined } | undefined>(
    query: AsOfQuery,
    { present, past }: Answers<Answer>,
  ): Promise<Answer> {
    const cut = await cutOf(this.log, query);
    if (!cut) return present(this.database);
    await untilTakenIn(this.database, cut);
    const [answer, asOf] = await Promise.all([
      past(this.database, this.log, cut),
      asOfOf(this.database, this.log, cut),
    ]);
    return answer && { ...answer, asOf };
  }
}
