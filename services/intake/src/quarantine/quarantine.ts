import { Database } from '@hormesis/database';
import type { HttpHeaders, Issue } from '@hormesis/events';
import { CLOCK, type Clock } from '@hormesis/platform';
import { logger } from '@hormesis/telemetry';
import { Inject, Injectable } from '@nestjs/common';
import type { Rejected } from '../receive-events/reception.js';
import { bytesOf } from './bytes-of.js';
import { shownHeaders } from './shown-headers.js';

export const keptBytes = 64 * 1024;
export const keptEntries = 10_000;

const log = logger('intake');

/** Keeps what was not taken, so that somebody can see what it was: the newest 10,000, 64 KiB of each. */
@Injectable()
export class Quarantine {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Never throws: to keep what is wrong must not stand in the way of what is right. */
  async keep(rejected: readonly Rejected[], request: { headers: HttpHeaders; token: string }): Promise<void> {
    if (rejected.length === 0) return;
    try {
      await this.insert(rejected, request);
    } catch (error) {
      log.warn({ err: error, events: rejected.length }, 'rejected events could not be quarantined');
    }
  }

  private async insert(
    rejected: readonly Rejected[],
    { headers, token }: { headers: HttpHeaders; token: string },
  ): Promise<void> {
    const bodies = rejected.map(({ sent }) => bytesOf(sent));
    await this.database.query(
      `insert into intake.quarantine (received_at, token, headers, batch_index, reason, issues, body, body_size)
       select $1, $2, $3::jsonb, entry.*
       from unnest($4::int[], $5::text[], $6::jsonb[], $7::bytea[], $8::int[]) entry`,
      [
        this.clock.now().toISOString(),
        token,
        JSON.stringify(shownHeaders(headers)),
        rejected.map(({ index }) => index),
        rejected.map(({ issues }) =>
          storable(issues.map(({ field, reason }) => `${field} ${reason}`).join('; ')),
        ),
        rejected.map(({ issues }) => JSON.stringify(issues.map(storableIssue))),
        bodies.map((body) => body.subarray(0, keptBytes)),
        bodies.map((body) => body.length),
      ],
    );
    await this.database.query(
      'delete from intake.quarantine where id <= (select max(id) from intake.quarantine) - $1',
      [keptEntries],
    );
  }
}

/** Text that Postgres stores: what was sent is quoted in issues, and may hold anything. */
function storable(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed();
}

function storableIssue({ field, reason, hint }: Issue): Issue {
  return { field: storable(field), reason: storable(reason), hint: storable(hint) };
}
