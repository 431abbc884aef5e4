import { digestOf, reportJson } from '../model/digest.js';
import type { WeeklyReport } from '../model/weekly-report.js';
import { toHtml } from '../render/to-html.js';
import { toMarkdown } from '../render/to-markdown.js';

/** A report in every form in which it is given out. */
export type RenderedReport = {
  week: string;
  /** SHA-256 of `json`. */
  digest: string;
  json: string;
  markdown: string;
  html: string;
};

export function rendered(report: WeeklyReport): RenderedReport {
  return {
    week: report.week,
    digest: digestOf(report),
    json: reportJson(report),
    markdown: toMarkdown(report),
    html: toHtml(report),
  };
}
