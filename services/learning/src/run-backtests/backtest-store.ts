import type { Backtest } from '@hormesis/api';
import type { NamedReport } from '@hormesis/backtest';
import { Database } from '@hormesis/database';
import { Injectable } from '@nestjs/common';
import type { BacktestSubject, BacktestTask } from './backtest-task.js';

/** A copy that runs a backtest and is not heard of for so long is gone. */
const heldFor = "interval '30 seconds'";
/** A backtest whose process died so often is not run again. */
const mostAttempts = 3;
const keptFor = "interval '90 days'";
const isDue = `(state = 'waiting' AND coalesce(not_before, '-infinity') <= now()) OR (state = 'running' AND held_until < now())`;

/** A backtest that this copy is to run, and which run of it that is. */
export type Claimed = BacktestTask & {
  attempt: number;
  proposal: string | null;
  /** How often it could not be run yet, and how often of that because something was away. */
  putOff: number;
  faults: number;
};

export type Asked = {
  id: string;
  name: string;
  proposal?: string | undefined;
  subject: BacktestSubject;
  from?: string | undefined;
  to?: string | undefined;
  /** Somebody waits for it: it goes before those that nobody asked for. */
  isAwaited: boolean;
};

type Row = Omit<Backtest, 'of' | 'startedAt'> & { kind: Backtest['of']; startedAt: string };

const shown = `id, kind, proposal, name, state, progress, eta_ms::float8 AS "etaMs",
  coalesce(started_at, asked_at) AS "startedAt", ended_at AS "endedAt", problem`;

/** Pictures are most of a report, and lists do not show them. */
const withoutPictures = `(SELECT coalesce(json_agg(
    json_build_object('rule', one -> 'rule', 'report', one -> 'report', 'pictures', '[]'::json) ORDER BY n), '[]')
  FROM json_array_elements(reports) WITH ORDINALITY AS each (one, n))`;

/** Backtests in Postgres: a queue of which one runs at a time, whatever copies there are. */
@Injectable()
export class BacktestStore {
  constructor(private readonly db: Database) {}

  /** Puts a backtest into the queue. One of the same id is there already: nothing changes. */
  async ask({ from, id, isAwaited, name, proposal, subject, to }: Asked, now: Date): Promise<void> {
    await this.db.transaction(async (tx) => {
      const asked = await tx.query(
        `INSERT INTO learning.backtest (id, kind, proposal, name, request, "from", "to", asked_at, awaited)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING RETURNING id`,
        [
          id,
          subject.kind,
          proposal ?? null,
          name,
          JSON.stringify(subject),
          from ?? null,
          to ?? null,
          now.toISOString(),
          isAwaited,
        ],
      );
      if (asked.length === 0) return;
      await tx.query(
        `UPDATE learning.backtest SET state = 'cancelled', ended_at = $3, problem = 'It was asked for anew.'
         WHERE proposal = $2 AND id <> $1 AND state = 'waiting'`,
        [id, proposal ?? null, now.toISOString()],
      );
      await tx.query(`DELETE FROM learning.backtest WHERE ended_at < $1::timestamptz - ${keptFor}`, [
        now.toISOString(),
      ]);
    });
  }

  /** Takes one that somebody waits for, else the oldest, unless one is running; also one whose copy is gone. */
  async claim(now: Date): Promise<Claimed | undefined> {
    const there = await this.db.query(`SELECT FROM learning.backtest WHERE ${isDue} LIMIT 1`);
    if (there.length === 0) return undefined;
    return this.db.transaction(async (tx) => {
      await tx.query("SELECT pg_advisory_xact_lock(hashtext('learning.backtest'))");
      await tx.query(
        `UPDATE learning.backtest
         SET state = 'failed', ended_at = now(), eta_ms = NULL,
             problem = 'The process that ran it ended ' || attempt || ' times while it did. Is there enough memory? Replay a shorter period.'
         WHERE state = 'running' AND held_until < now() AND attempt >= ${mostAttempts}`,
      );
      const [row] = await tx.query<{
        id: string;
        name: string;
        proposal: string | null;
        attempt: number;
        putOff: number;
        faults: number;
        subject: BacktestSubject;
        from: string | null;
        to: string | null;
      }>(
        `UPDATE learning.backtest
         SET state = 'running', attempt = attempt + 1, progress = 0, eta_ms = NULL, started_at = $1, problem = NULL,
             "to" = coalesce("to", $1), held_until = now() + ${heldFor}
         WHERE id = (
           SELECT id FROM learning.backtest
           WHERE ${isDue}
           ORDER BY awaited DESC, asked_at, id LIMIT 1)
           AND NOT EXISTS (SELECT FROM learning.backtest WHERE state = 'running' AND held_until >= now())
         RETURNING id, name, proposal, attempt, put_off AS "putOff", faults, request AS subject, "from", "to"`,
        [now.toISOString()],
      );
      if (!row) return undefined;
      const { from, to, ...rest } = row;
      return { ...rest, from: from ?? undefined, to: to ?? undefined, now: now.toISOString() };
    });
  }

  /** Says how far it is. @returns whether it is still to be run by this copy */
  async hold({ id, attempt }: Claimed, progress: number, etaMs: number | undefined): Promise<boolean> {
    const held = await this.db.query(
      `UPDATE learning.backtest SET progress = $3, eta_ms = $4, held_until = now() + ${heldFor}
       WHERE id = $1 AND attempt = $2 AND state = 'running' RETURNING id`,
      [id, attempt, progress, etaMs === undefined ? null : Math.round(etaMs)],
    );
    return held.length > 0;
  }

  /** @returns whether it was still this copy’s to end */
  async done({ attempt, id }: Claimed, reports: readonly NamedReport[], now: Date): Promise<boolean> {
    const ended = await this.db.query(
      `UPDATE learning.backtest SET state = 'done', progress = 1, eta_ms = NULL, reports = $3, ended_at = $4
       WHERE id = $1 AND attempt = $2 AND state = 'running' RETURNING id`,
      [id, attempt, JSON.stringify(reports), now.toISOString()],
    );
    return ended.length > 0;
  }

  async fail({ attempt, id }: Claimed, problem: string, now: Date): Promise<void> {
    await this.db.query(
      `UPDATE learning.backtest SET state = 'failed', eta_ms = NULL, problem = $3, ended_at = $4
       WHERE id = $1 AND attempt = $2 AND state = 'running'`,
      [id, attempt, problem, now.toISOString()],
    );
  }

  /** Gives it back to the queue: the process ends, and the next one runs it. */
  async giveBack({ attempt, id }: Claimed): Promise<void> {
    await this.db.query(
      `UPDATE learning.backtest SET state = 'waiting', progress = 0, eta_ms = NULL, held_until = NULL, attempt = attempt - 1
       WHERE id = $1 AND attempt = $2 AND state = 'running'`,
      [id, attempt],
    );
  }

  /** Gives it back to the queue for later, and says why meanwhile. `byFault`: something that it needs was away. */
  async putOff(
    { attempt, id }: Claimed,
    { because, byFault, pauseMs }: { because: string; byFault: boolean; pauseMs: number },
  ): Promise<void> {
    await this.db.query(
      `UPDATE learning.backtest
       SET state = 'waiting', progress = 0, eta_ms = NULL, held_until = NULL, attempt = attempt - 1, problem = $3,
           put_off = put_off + 1, faults = faults + $4, not_before = now() + $5 * interval '1 millisecond'
       WHERE id = $1 AND attempt = $2 AND state = 'running'`,
      [id, attempt, because, byFault ? 1 : 0, pauseMs],
    );
  }

  /** Calls off one that waits or runs; what has ended stays as it is. */
  async cancel(id: string, now: Date): Promise<void> {
    await this.db.query(
      `UPDATE learning.backtest SET state = 'cancelled', eta_ms = NULL, ended_at = $2
       WHERE id = $1 AND state IN ('waiting', 'running')`,
      [id, now.toISOString()],
    );
  }

  /** One with its reports and pictures. */
  async find(id: string): Promise<Backtest | undefined> {
    const [row] = await this.db.query<Row>(`SELECT ${shown}, reports FROM learning.backtest WHERE id = $1`, [
      id,
    ]);
    return row && backtestOf(row);
  }

  /** The newest first, without pictures; `after` is the id of the last one of the page before. */
  async list(limit: number, after: string | undefined, proposal: string | undefined): Promise<Backtest[]> {
    const rows = await this.db.query<Row>(
      `SELECT ${shown}, ${withoutPictures} AS reports FROM learning.backtest
       WHERE ($2::text IS NULL OR proposal = $2)
         AND ($3::text IS NULL OR (asked_at, id) < (SELECT asked_at, id FROM learning.backtest WHERE id = $3))
       ORDER BY asked_at DESC, id DESC LIMIT $1`,
      [limit, proposal ?? null, after ?? null],
    );
    return rows.map(backtestOf);
  }
}

function backtestOf({ kind, ...row }: Row): Backtest {
  return { ...row, of: kind };
}
