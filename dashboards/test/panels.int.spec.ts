import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestDatabase, type TestDatabase } from '@hormesis/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { committedDashboards } from './dashboard.js';
import { expandMacros } from './expand-macros.js';
import { seedReadModels } from './seed-read-models.js';

let test: TestDatabase;

beforeAll(async () => {
  test = await startTestDatabase();
  await seedReadModels(test.database);
});
afterAll(() => test.drop());

describe.each(committedDashboards())('%s on a seeded database', (_, dashboard) => {
  const panels = dashboard.panels.flatMap((panel) => {
    const targets = panel.targets.flatMap(({ rawSql, format }) => (rawSql ? [{ rawSql, format }] : []));
    return targets.length > 0 ? [[panel.title, { ...panel, targets }] as const] : [];
  });

  it.each(panels)('%s has rows', async (_title, panel) => {
    for (const { rawSql, format } of panel.targets) {
      const rows = await test.database.query<Record<string, unknown>>(expandMacros(rawSql));
      expect(rows.length, rawSql).toBeGreaterThan(0);
      if (format === 'time_series') expect(Object.keys(rows[0] ?? {})).toContain('time');
      if (panel.type === 'stat') {
        expect(rows).toHaveLength(1);
        expect(Object.values(rows[0] ?? {})[0]).not.toBeNull();
      }
    }
  });

  it('marks every kind of event on the time axis', async () => {
    for (const { name, target } of dashboard.annotations.list) {
      const rows = await test.database.query<{ time: string; text: string }>(expandMacros(target.rawSql));
      expect(rows.length, name).toBeGreaterThan(0);
      expect(rows[0]?.text, name).toEqual(expect.any(String));
      expect(Date.parse(rows[0]?.time ?? ''), name).not.toBeNaN();
    }
  });

  it('offers values for each of its variables', async () => {
    for (const variable of dashboard.templating.list.filter(({ type }) => type === 'query')) {
      expect((await test.database.query(expandMacros(variable.query))).length, variable.name).toBeGreaterThan(
        0,
      );
    }
  });
});

describe('the learning loop', () => {
  const rowsOf = async (title: string) => {
    const loop = committedDashboards().find(([file]) => file === 'learning-loop.json')?.[1];
    const sql = loop?.panels.find((panel) => panel.title === title)?.targets[0]?.rawSql ?? '';
    return test.database.query<Record<string, unknown>>(expandMacros(sql));
  };

  it('puts the first time of each class beside the last, with how its guards did', async () => {
    expect(await rowsOf('Each class of failure, the first time and the last')).toMatchObject([
      {
        class: 'f1',
        'first detected after': 372,
        'last detected after': 12,
        'first exposed': 21_400,
        'last exposed': 640,
        'first stopped by': 'people',
        'last stopped by': 'flag',
      },
    ]);
  });

  it('counts as false what no incident explains, and an alert that is told again once', async () => {
    const rows = await rowsOf('False alarms of guards a week');
    expect(rows.map(({ metric, value }) => [metric, Number(value)])).toEqual([['p1', 1]]);
    expect(await rowsOf('Right when they fire')).toEqual([{ right: 0.5 }]);
  });

  it('tells what is overdue, and what is in force', async () => {
    const counted = async (title: string) => Number(Object.values((await rowsOf(title))[0] ?? {})[0]);
    expect(await counted('Overdue')).toBe(1);
    expect(await counted('In force')).toBe(1);
    expect(await counted('Caught')).toBe(1);
    expect(await counted('Missed')).toBe(1);
  });
});

it('what is asked of Prometheus is what it understands', () => {
  const asked = committedDashboards().flatMap(([, { panels }]) =>
    panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => expr ?? [])),
  );
  expect(checkedByPromtool(asked)).toContain(`SUCCESS: ${asked.length} rules found`);
});

/** What promtool says of the expressions, as rules. */
function checkedByPromtool(expressions: readonly string[]): string {
  const out = mkdtempSync(join(tmpdir(), 'hormesis-dashboards-'));
  const rules = expressions.map((expr, index) => ({
    record: `asked:${index}`,
    expr: expr.replaceAll('$__rate_interval', '5m'),
  }));
  try {
    writeFileSync(join(out, 'rules.yml'), JSON.stringify({ groups: [{ name: 'asked', rules }] }));
    return execFileSync('promtool', ['check', 'rules', join(out, 'rules.yml')], { encoding: 'utf8' });
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
