import type { NamedReport, Origin } from '@hormesis/backtest';
import type { ArtefactFile, ProposalKind } from '@hormesis/learning';

/** What is replayed. */
export type BacktestSubject =
  | { kind: 'rules'; rules: string }
  | { kind: 'flag-policy'; flagPolicy: string }
  | {
      kind: 'proposal';
      of: ProposalKind;
      files: readonly ArtefactFile[];
      origin: Origin;
      /** Rule files of guards in force at its place. */
      guards: readonly string[];
    };

/** A backtest to run. Times are RFC 3339; without `from` as far back as the record goes, without `to` until now. */
export type BacktestTask = {
  id: string;
  name: string;
  subject: BacktestSubject;
  from: string | undefined;
  to: string | undefined;
  now: string;
};

/** How long reading the record and replaying over it took, milliseconds. */
export type Took = { readMs: number; replayMs: number };

/** What came of a backtest. */
export type Outcome = { reports: NamedReport[]; took: Took };

/** What a thread tells of its task; the last thing is another than progress. */
export type BacktestNews =
  | { kind: 'progress'; share: number }
  | { kind: 'done'; outcome: Outcome }
  | { kind: 'impossible' | 'behind' | 'away'; because: string }
  | { kind: 'failed'; error: Error };
