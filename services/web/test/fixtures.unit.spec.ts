import * as api from '@hormesis/api';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { backtests } from './mock/backtest-fixtures.js';
import { changes, deployments, flags } from './mock/fleet-fixtures.js';
import { emptyStatus, incidents, reports, status } from './mock/incident-fixtures.js';
import { noPolicies, policies } from './mock/ladder-fixtures.js';
import { cases, classes, drills, emptyOverview, overview } from './mock/learning-fixtures.js';
import { pastTimeline } from './mock/past-timeline.js';
import { proposals, withheld } from './mock/proposal-fixtures.js';
import { drifts, findings, ramps } from './mock/ramp-fixtures.js';
import { incidentTimeline, manyEntries } from './mock/timeline-fixtures.js';
import { watches } from './mock/watch-fixtures.js';

const now = Date.now();
const all: [string, z.ZodType, unknown[]][] = [
  ['deployments', api.deployment, deployments(now)],
  ['changes', api.change, changes(now)],
  ['flags', api.flag, flags(now)],
  ['incidents', api.incidentDetail, incidents(now)],
  ['proposals', api.proposal, proposals(now)],
  ['withheld proposals', api.withheldProposal, withheld(now)],
  ['backtests', api.backtest, backtests(now)],
  ['classes of failure', api.failureClassSummary, classes(now)],
  ['learning', api.learningOverview, [overview(now), emptyOverview]],
  ['cases', api.incidentCase, cases(now)],
  ['drills', api.drill, drills(now)],
  ['reports', api.reportSummary, reports(now)],
  ['status', api.status, [status(now), emptyStatus(now)]],
  ['watches', api.watches, [watches(now)]],
  ['policy', api.policies, [policies(now), noPolicies(now)]],
  ['ramps', api.ramp, ramps(now)],
  ['drift', api.drift, drifts(now)],
  ['findings', api.flagFinding, findings(now)],
  ['timeline', api.timelineEntry, [...incidentTimeline(now), ...pastTimeline(now), ...manyEntries(now, 50)]],
];

describe('what the mock server answers is what the API promises', () => {
  it.each(all)('%s', (_, schema, values) => {
    for (const value of values) expect(schema.safeParse(value).error?.issues).toBeUndefined();
  });
});
