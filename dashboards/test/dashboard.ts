import { readdirSync, readFileSync } from 'node:fs';

export type Target = {
  rawSql?: string;
  format?: string;
  /** What Prometheus is asked, in place of SQL. */
  expr?: string;
  datasource: { type: string; uid: string };
};
export type Panel = {
  id: number;
  type: string;
  title: string;
  description: string;
  datasource: { uid: string };
  gridPos: { x: number; y: number; w: number; h: number };
  targets: Target[];
  fieldConfig: { defaults: { unit: string; noValue: string } };
};
export type Dashboard = {
  uid: string;
  title: string;
  editable: boolean;
  templating: { list: { name: string; type: string; query: string }[] };
  annotations: { list: { name: string; target: Target & { rawSql: string } }[] };
  panels: Panel[];
};

export const folder = new URL('../', import.meta.url);
export const rendered = new URL('dashboards_out/', folder);

/** The dashboards as they are committed, by file name. */
export function committedDashboards(): [string, Dashboard][] {
  return readdirSync(rendered).map((file) => [
    file,
    JSON.parse(readFileSync(new URL(file, rendered), 'utf8')) as Dashboard,
  ]);
}
