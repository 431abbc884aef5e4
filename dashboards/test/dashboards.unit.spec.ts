import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { committedDashboards, folder, rendered } from './dashboard.js';

const metrics = readFileSync(new URL('../docs/reference/metrics.md', folder), 'utf8');

describe('the committed dashboards', () => {
  it('are what the mixin renders now', () => {
    const out = mkdtempSync(join(tmpdir(), 'hormesis-dashboards-'));
    try {
      execFileSync('jsonnet', ['-J', '.', '-m', out, 'lib/dashboards.jsonnet'], {
        cwd: fileURLToPath(folder),
      });
      expect(readdirSync(out).sort()).toEqual(readdirSync(rendered).sort());
      for (const file of readdirSync(out)) {
        expect(readFileSync(join(out, file), 'utf8'), file).toBe(
          readFileSync(new URL(file, rendered), 'utf8'),
        );
      }
    } finally {
      rmSync(out, { recursive: true, force: true });
    }
  });
});

describe.each(committedDashboards())('%s', (file, dashboard) => {
  it('has a uid made of its file name, and cannot be edited in place', () => {
    expect(dashboard.uid).toBe(`hormesis-${file.replace('.json', '')}`);
    expect(dashboard.editable).toBe(false);
  });

  it('tells of every panel what it shows, in which unit, and what to say when there is nothing', () => {
    for (const panel of dashboard.panels) {
      expect(panel.title).not.toBe('');
      expect(panel.description, panel.title).toMatch(/\.$/);
      expect(panel.fieldConfig.defaults.unit, panel.title).not.toBe('');
      expect(panel.fieldConfig.defaults.noValue, panel.title).not.toBe('');
    }
  });

  it('reads from the data source that the reader chooses', () => {
    const offered = dashboard.templating.list
      .filter(({ type }) => type === 'datasource')
      .map(({ name }) => `$\{${name}}`);
    for (const { title, datasource, targets } of dashboard.panels) {
      expect(offered, title).toContain(datasource.uid);
      for (const target of targets) {
        expect(target.datasource, title).toEqual(datasource);
        expect(target.expr === undefined, title).toBe(datasource.uid === '$' + '{postgres}');
      }
    }
  });

  it('asks Prometheus only for metrics that there are', () => {
    const asked = dashboard.panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => expr ?? []));
    for (const expr of asked) {
      const names = expr.match(/\b(?:hormesis|http|process|nodejs)_\w+/g) ?? [];
      expect(names.length, expr).toBeGreaterThan(0);
      for (const name of names) expect(metrics).toContain(`| \`${name.replace(/_bucket$/, '')}\` |`);
    }
  });

  it('lays its panels side by side, none over another, none over the edge', () => {
    const cells = new Set<string>();
    for (const { id, gridPos } of dashboard.panels) {
      expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1) {
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
          expect(cells.has(`${x},${y}`), `panel ${id}`).toBe(false);
          cells.add(`${x},${y}`);
        }
      }
    }
    const ids = dashboard.panels.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
