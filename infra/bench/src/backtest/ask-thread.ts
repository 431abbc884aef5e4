import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** The thread that the learning service runs backtests in: measured is what people wait for. */
const module = new URL(
  '../../../../services/learning/dist/run-backtests/backtest-worker.js',
  import.meta.url,
);

type Report = { windows: number; falseAlarms: { count: number } | null };
type News =
  | { kind: 'progress'; share: number }
  | {
      kind: 'done';
      outcome: { reports: { report: Report }[]; took: { readMs: number; replayMs: number } };
    }
  | { kind: 'impossible'; because: string }
  | { kind: 'failed'; error: Error };

export type Measured = {
  seconds: number;
  readSeconds: number;
  replaySeconds: number;
  windows: number;
  firings: number;
};

/** Has rules replayed over the archive behind a database, and says how long it took from asking to the report. */
export async function askThread(
  databaseUrl: string,
  rules: string,
  { from, to }: { from: number; to: number },
  progress: (share: number) => void,
): Promise<Measured> {
  const worker = new Worker(module, { workerData: { databaseUrl, partitions: 4 } });
  const began = performance.now();
  const iso = (ms: number) => new Date(ms).toISOString();
  worker.postMessage({
    id: 'bench',
    name: 'bench',
    subject: { kind: 'rules', rules },
    from: iso(from),
    to: iso(to),
    now: iso(to),
  });
  try {
    for (;;) {
      const [news] = (await once(worker, 'message')) as [News];
      if (news.kind === 'progress') progress(news.share);
      else if (news.kind === 'impossible') throw new Error(news.because);
      else if (news.kind === 'failed') throw news.error;
      else return figuresOf(news, (performance.now() - began) / 1_000);
    }
  } finally {
    await worker.terminate();
  }
}

function figuresOf(
  { outcome: { reports, took } }: Extract<News, { kind: 'done' }>,
  seconds: number,
): Measured {
  const [first] = reports;
  return {
    seconds: rounded(seconds),
    readSeconds: rounded(took.readMs / 1_000),
    replaySeconds: rounded(took.replayMs / 1_000),
    windows: first?.report.windows ?? 0,
    firings: first?.report.falseAlarms?.count ?? 0,
  };
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
