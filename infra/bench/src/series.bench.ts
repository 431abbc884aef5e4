import { parseArgs } from 'node:util';
import { machine } from './machine.js';
import { markdown } from './markdown.js';
import { baselines } from './series/baselines.js';
import type { LabelledSeries } from './series/labelled-series.js';
import { type Method, ours } from './series/method.js';
import { nabFiles } from './series/nab-files.js';
import { bestThreshold, type Figures, figures, microsecondsAPoint, run } from './series/run.js';
import { synthetic } from './series/synthetic.js';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    /** Series of each kind. */
    'per-kind': { type: 'string', default: '12' },
    /** Another seed gives other series; thresholds come from `seed` + 1000. */
    seed: { type: 'string', default: '100' },
    /** A copy of the Numenta Anomaly Benchmark, to score its series too. */
    nab: { type: 'string' },
  },
});

const perKind = Number(options['per-kind']);
const seed = Number(options.seed);
const methods = [ours, ...baselines];

const kept = synthetic(seed + 1000, perKind);
const thresholds = new Map(
  methods.map((method) => [method, method.threshold ?? bestThreshold(method, run(method, kept))]),
);

/** `atBest`: what NAB reports, the threshold chosen on the very labels that are scored. */
type Result = { method: string; microsecondsAPoint: number; fixed: Figures; atBest: Figures };

function resultsOn(all: readonly LabelledSeries[]): Result[] {
  return methods.map((method) => {
    const runs = run(method, all);
    return {
      method: method.name,
      microsecondsAPoint: microsecondsAPoint(method, all),
      fixed: figures(method, runs, thresholds.get(method) ?? 1),
      atBest: figures(method, runs, bestThreshold(method, runs)),
    };
  });
}

function byKind(method: Method, all: readonly LabelledSeries[]): (Figures & { kind: string })[] {
  const threshold = thresholds.get(method) ?? 1;
  return [...new Set(all.map(({ kind }) => kind))].map((kind) => ({
    kind,
    ...figures(
      method,
      run(
        method,
        all.filter((one) => one.kind === kind),
      ),
      threshold,
    ),
  }));
}

const line = ({ nab, vusPr, caught, windows, falseAlarmsA1000 }: Figures) => ({
  ...Object.fromEntries(Object.entries(nab).map(([name, score]) => [name, Math.round(score * 10) / 10])),
  'VUS-PR': Math.round(vusPr * 1000) / 1000,
  caught: `${caught}/${windows}`,
  'false/1000': Math.round(falseAlarmsA1000 * 100) / 100,
});

const corpora = {
  synthetic: synthetic(seed, perKind),
  ...(options.nab === undefined ? {} : { nab: nabFiles(options.nab) }),
};
const results = Object.entries(corpora).map(([corpus, all]) => ({
  corpus,
  series: all.length,
  points: all.reduce((sum, { points }) => sum + points.length, 0),
  methods: resultsOn(all),
  byKind: byKind(ours, all),
}));

if (options.json) {
  console.log(JSON.stringify({ benchmark: 'series', seed, perKind, results, machine: machine() }, null, 2));
} else {
  for (const { corpus, series, points, methods, byKind } of results) {
    console.log(`series: ${corpus}, ${series} series of ${points} points; thresholds fixed beforehand\n`);
    console.log(
      markdown(
        methods.map(({ method, microsecondsAPoint, fixed, atBest }) => ({
          method,
          ...line(fixed),
          'standard, best threshold': Math.round(atBest.nab.standard * 10) / 10,
          'µs a point': Math.round(microsecondsAPoint * 100) / 100,
        })),
      ),
    );
    console.log(markdown(byKind.map(({ kind, ...of }) => ({ kind, ...line(of) }))));
  }
}
