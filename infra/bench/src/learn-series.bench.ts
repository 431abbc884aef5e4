import { parseArgs } from 'node:util';
import { cases } from './learn-series/cases.js';
import { methods } from './learn-series/learners.js';
import type { LessonCase } from './learn-series/lesson-case.js';
import { otherCases } from './learn-series/other-cases.js';
import { type Figures, figuresOf, type Result, resultOf } from './learn-series/score.js';
import { machine } from './machine.js';
import { markdown } from './markdown.js';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    /** Cases of each background and class of incidents. */
    'per-pair': { type: 'string', default: '2' },
    /** Another seed gives other series. */
    seed: { type: 'string', default: '100' },
  },
});

const perPair = Number(options['per-pair']);
const seed = Number(options.seed);

const rounded = (figures: Figures) =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Math.round(value * 1000) / 1000]));

function groups(results: readonly Result[], key: 'incident' | 'background') {
  const visible = results.filter(({ of }) => of.visible);
  return [...new Set(visible.map(({ of }) => of[key]))].map((name) => {
    const { score, recall, precision, proposed, medianDelay } = figuresOf(
      visible.filter(({ of }) => of[key] === name),
    );
    return { [key]: name, ...rounded({ score, recall, precision, proposed, medianDelay } as Figures) };
  });
}

function measured(corpus: string, all: readonly LessonCase[]) {
  const runs = methods.map((method, n) => {
    process.stderr.write(`learn-series: ${corpus}, ${method.name} (${n + 1} of ${methods.length})\n`);
    return { method: method.name, results: all.map((one) => resultOf(method, one)) };
  });
  const ours = runs[0]?.results ?? [];
  return {
    corpus,
    cases: all.length,
    visible: all.filter(({ visible }) => visible).length,
    points: all.reduce((sum, { points }) => sum + points.length, 0),
    slowestSeconds: Math.max(...ours.map(({ seconds }) => seconds)),
    methods: runs.map(({ method, results }) => ({ method, ...rounded(figuresOf(results)) })),
    byIncident: groups(ours, 'incident'),
    byBackground: groups(ours, 'background'),
  };
}

const results = [
  measured('tuned on other seeds', [...cases(seed, perPair)]),
  measured('never tuned on', [...otherCases(seed, perPair)]),
];

if (options.json) {
  console.log(
    JSON.stringify({ benchmark: 'learn-series', seed, perPair, results, machine: machine() }, null, 2),
  );
} else {
  for (const { corpus, cases: count, visible, points, methods: lines, byIncident, byBackground } of results) {
    console.log(`learn-series: ${corpus}, ${count} cases (${visible} visible) of ${points} points\n`);
    console.log(markdown(lines));
    console.log(markdown(byIncident));
    console.log(markdown(byBackground));
  }
}
