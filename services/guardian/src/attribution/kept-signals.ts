import type { CohortWindow } from '@hormesis/attribution';
import type { CallGraph } from '@hormesis/change';
import { Database } from '@hormesis/database';
import { readCallGraph, readCohortCounts } from '@hormesis/read-models';
import { Injectable } from '@nestjs/common';

/** What an anomaly is about, and the span (milliseconds) that is looked at. */
export type Looking = { service: string; environment: string; metric: string; from: number; to: number };

/** So long a call graph is kept in memory, milliseconds: calls change with deployments, not with requests. */
const FRESH_MS = 60_000;
/** And so long that there is nothing to read, milliseconds. */
const LOOK_AGAIN_MS = 5_000;
/** A call that nobody has seen for so long (milliseconds) is no more. */
const FORGOTTEN_MS = 7 * 24 * 60 * 60_000;

type Kept = { graph: Promise<CallGraph | undefined>; at: number };

/** What the projector keeps of signals: who calls whom, and what each cohort’s requests came to. */
@Injectable()
export class KeptSignals {
  private readonly graphs = new Map<string, Kept>();
  private kept: { isKept: Promise<boolean>; at: number } | undefined;

  constructor(private readonly db: Database) {}

  /** Who calls whom, as of up to a minute ago; `undefined` where no calls are known. */
  async callGraph(environment: string): Promise<CallGraph | undefined> {
    const known = this.graphs.get(environment);
    if (known && performance.now() - known.at < FRESH_MS) return known.graph;
    const graph = this.readGraph(environment);
    this.graphs.set(environment, { graph, at: performance.now() });
    graph.catch(() => this.graphs.delete(environment));
    return graph;
  }

  /** Ten-second counts by cohort, in one query. */
  async windows({ service, environment, metric, from, to }: Looking): Promise<CohortWindow[]> {
    if (!(await this.areKept())) return [];
    const counts = await readCohortCounts(this.db, {
      ...{ service, environment, metric },
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
    });
    return counts.map(({ end, ...counted }) => ({ ...counted, service, end: Date.parse(end) }));
  }

  private async readGraph(environment: string): Promise<CallGraph | undefined> {
    if (!(await this.areKept())) return undefined;
    const seenAfter = new Date(Date.now() - FORGOTTEN_MS).toISOString();
    const edges = await readCallGraph(this.db, environment, { seenAfter });
    if (edges.length === 0) return undefined;
    const graph: Record<string, string[]> = Object.create(null);
    for (const { from, to } of edges) graph[from] = [...(graph[from] ?? []), to];
    return graph;
  }

  /** The projector may not have begun on this database; once it has, that stays so. */
  private async areKept(): Promise<boolean> {
    const known = this.kept;
    if (known && ((await known.isKept) || performance.now() - known.at < LOOK_AGAIN_MS)) return known.isKept;
    const isKept = this.lookForTables();
    this.kept = { isKept, at: performance.now() };
    isKept.catch(() => {
      this.kept = undefined;
    });
    return isKept;
  }

  private async lookForTables(): Promise<boolean> {
    const [row] = await this.db.query<{ kept: boolean }>(
      `select to_regclass('read.signal_window') is not null and to_regclass('read.dependency') is not null as kept`,
    );
    return row?.kept ?? false;
  }
}
