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
  it.each(dashboard.panels.map((panel) => [panel.title, panel] as const))(
    '%s has rows',
    async (_title, panel) => {
      for (const { rawSql, format } of panel.targets) {
        const rows = await test.database.query<Record<string, unknown>>(expandMacros(rawSql));
        expect(rows.length, rawSql).toBeGreaterThan(0);
        if (format === 'time_series') expect(Object.keys(rows[0] ?? {})).toContain('time');
        if (panel.type === 'stat') {
          expect(rows).toHaveLength(1);
          expect(Object.values(rows[0] ?? {})[0]).not.toBeNull();
        }
      }
    },
  );

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
