import type { FlagDefinition } from '../case/known-flag.js';
import { blamedIn } from '../flag-default/blamed.js';
import type { Lesson } from '../lesson.js';
import type { Abstention, Draft } from '../outcome.js';
import { slug } from '../slug.js';
import { oneLine } from '../wording.js';
import { bodyShape } from './body-shape.js';
import { requestTestFile } from './request-test-file.js';
import { literal } from './source-text.js';

/** A ramp gives a value to some only: so many are asked that one of a hundred is met nearly always. */
const users = 300;

type Value = FlagDefinition['variants'][string];

/** What users got by the configuration before and after it was altered. */
type Altered = { key: string; before: Value; after: Value; because: string };

/** A test that asks for the configuration that the change altered, and holds it against what was good. */
export function draftConfiguration(lesson: Lesson): Draft | Abstention {
  const { incident } = lesson;
  const blamed = blamedIn(incident);
  if ('because' in blamed) return blamed;
  const { change, evidence } = blamed;
  const altered = alteredBy(lesson);
  if (typeof altered === 'string') return { because: altered, evidence };

  const key = oneLine(altered.key);
  const path = `tests/regressions/${slug(`${altered.key}-${incident.id}`)}.config.test.ts`;
  const words = { before: shown(altered.before), after: shown(altered.after) };
  const shape = bodyShape(JSON.stringify({ value: altered.before }));
  return {
    class: 'prevents',
    title: `Test that ${key} does not give ${words.after}`,
    instance: `${key} gives another value than ${words.after}, with which it failed.`,
    generalised: `${key} gives a value of the kind that was good (${words.before}), whoever alters it next.`,
    rationale: [
      `${oneLine(incident.id)} is attributed to “${oneLine(change.candidate.summary)}”.`,
      altered.because,
      'The test asks for the value as the service does, by OFREP, and fails while the value is the one that hurt, or of another kind than before.',
    ].join(' '),
    files: [
      {
        path,
        mediaType: 'text/typescript',
        content: requestTestFile(incident, {
          suite: `the configuration ${key}`,
          target: 'the flags of any deployment',
          tests: [
            {
              name: `${key} gives another value than the one that failed, of the kind that was good`,
              request: {
                method: 'POST',
                path: `/ofrep/v1/evaluate/flags/${encodeURIComponent(altered.key)}`,
                headers: { 'content-type': 'application/json' },
                body: JSON.stringify({ context: { targetingKey: 'user-0' } }),
                leftOut: [],
              },
              users,
              expectations: [
                'expect(response.status).toBe(200);',
                `expect(JSON.parse(response.body).value).not.toEqual(${source(altered.after)});`,
                ...(shape === undefined
                  ? []
                  : [`expect(JSON.parse(response.body)).toMatchObject(${shape});`]),
              ],
            },
          ],
        }),
      },
    ],
    evidence: [...evidence],
    variantsTried: 1,
    verification: `\`TARGET_URL=… npx vitest run ${path}\` fails where ${key} gives ${words.after} and passes where it gives ${words.before}.`,
    rank: 9.5,
  };
}

/** The value before and after, or why there is none on record. */
function alteredBy({ incident }: Lesson): Altered | string {
  const change = incident.change;
  const flag = change?.candidate.kind === 'flag' ? change.flag : undefined;
  if (!flag)
    return 'The event of the blamed change holds no configuration values; only those of flags are on record.';
  if (!flag.defined) return `The log holds no definition of ${oneLine(flag.key)}, so its values are unknown.`;
  const { definition } = flag.defined;
  const now = givenBy(definition, flag.rampedVariant);
  const then = flag.rampedVariant === undefined ? flag.before && givenBy(flag.before) : givenBy(definition);
  if (now === undefined || then === undefined) {
    return `What ${oneLine(flag.key)} gave before is not on record, so no value can be asserted.`;
  }
  if (typeof now === 'boolean') {
    return `${oneLine(flag.key)} is a switch, not a value: a flag default guards it.`;
  }
  if (JSON.stringify(now) === JSON.stringify(then)) {
    return `The change altered no value that ${oneLine(flag.key)} gives.`;
  }
  return {
    key: flag.key,
    before: then,
    after: now,
    because: `It made ${oneLine(flag.key)} give ${shown(now)} instead of ${shown(then)}.`,
  };
}

function givenBy({ variants, defaultVariant }: FlagDefinition, variant = defaultVariant): Value | undefined {
  return variant === null || variant === undefined ? undefined : variants[variant];
}

function source(value: Value): string {
  return typeof value === 'string' ? literal(value) : sourceText(JSON.stringify(value));
}

/** JSON as TypeScript; characters that an editor may take for others are escaped. */
function sourceText(json: string): string {
  return json.replace(
    /[\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const longestShown = 60;

function shown(value: Value): string {
  const text = oneLine(JSON.stringify(value));
  return text.length <= longestShown ? text : `${text.slice(0, longestShown)}…`;
}
