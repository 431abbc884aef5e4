import { setTimeout as wait } from 'node:timers/promises';
import type {
  Flag,
  IncidentDetail,
  IncidentSummary,
  Page,
  Proposal,
  TimelineEntry,
  WithheldProposal,
} from '@hormesis/api';
import { kindOfProposer } from '@hormesis/learning';
import { OFREPProvider } from '@openfeature/ofrep-provider';
import { OpenFeature } from '@openfeature/server-sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, event, eventually, production } from './harness/api.js';
import { dataFolder, type Instance, start } from './harness/instance.js';
import { openStream } from './harness/open-stream.js';
import { listenForSpans, type Span, type SpanCollector } from './harness/span-collector.js';

const service = { id: 'checkout' };
const flag = 'express-pay';
const anomalyType = 'dev.cdeventsx.hormesis-anomaly';

describe.each(['postgres', 'kafka'] as const)('the whole loop on the %s log', (log) => {
  const folder = dataFolder();
  let instance: Instance;
  let api: Api;
  let spans: SpanCollector;

  beforeAll(async () => {
    spans = await listenForSpans();
    instance = await start({
      data: folder.path,
      kafka: log === 'kafka',
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: spans.url, OTEL_BSP_SCHEDULE_DELAY: '200' },
    });
    api = new Api(instance);
  });
  afterAll(async () => {
    await OpenFeature.close();
    await instance?.interrupt();
    await spans?.close();
    folder.remove();
  });

  it('turns a bad flag off, resolves the incident, and learns from it', async () => {
    await api.command('PUT', '/api/policy', {
      service: service.id,
      environment: 'production',
      rung: 'rollback',
      reason: 'tested',
    });
    await api.command('PUT', `/api/flags/${flag}`, {
      service: service.id,
      environment: 'production',
      definition: { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' },
    });
    await OpenFeature.setProviderAndWait(
      new OFREPProvider({ baseUrl: instance.url, headers: [['Authorization', `Bearer ${instance.token}`]] }),
    );
    const client = OpenFeature.getClient();
    const evaluate = () => client.getBooleanValue(flag, false, { targetingKey: 'user-1' });

    await sendWindows(api, new Date(Date.now() - 60_000), 60, 2);
    await api.command('POST', `/api/flags/${flag}/ramp`, {
      variant: 'on',
      percentage: 100,
      reason: 'all users',
    });
    await eventually(evaluate, (on) => on);

    const stream = await openStream(instance);
    const onset = new Date();
    await api.send([
      event({
        type: `${anomalyType}.detected.0.1.0`,
        subject: 'checkout-errors',
        content: {
          service,
          ...production,
          metric: 'http.errors',
          onset: onset.toISOString(),
          method: 'alertmanager',
          observed: 0.4,
          expected: 0.02,
          failingRequest: {
            method: 'POST',
            path: '/checkout',
            body: '{"pay":"express"}',
            status: 500,
            expectedStatus: 201,
          },
        },
      }),
    ]);
    await eventually(evaluate, (on) => !on);

    const killed = await eventually(
      () => api.get<Flag>(`/api/flags/${flag}`),
      ({ state }) => state === 'DISABLED',
    );
    expect(killed.changedBy?.id).toBe('guardian');

    const seconds = 8;
    await wait(onset.getTime() + seconds * 1_000 - Date.now());
    await sendWindows(api, onset, seconds, 40);
    await api.send([
      event({
        type: `${anomalyType}.cleared.0.1.0`,
        subject: 'checkout-errors',
        content: { service, ...production },
      }),
    ]);
    const incident = await eventually(
      async () => (await api.get<Page<IncidentSummary>>('/api/incidents')).items[0],
      (found) => found?.phase === 'resolved',
    );
    const detail = await api.get<IncidentDetail>(`/api/incidents/${incident?.id}`);
    expect(detail.attributedTo?.change).toMatchObject({ kind: 'flag', subject: flag });
    expect(detail.actions).toMatchObject([{ state: 'completed', target: { kind: 'kill', flag } }]);

    await eventually(
      async () => ({
        proposed: (await api.get<Page<Proposal>>('/api/proposals')).items.map(({ kind }) => kind),
        withheld: (await api.get<Page<WithheldProposal>>('/api/withheld-proposals')).items,
      }),
      ({ proposed, withheld }) => proposed.length + withheld.length === Object.keys(kindOfProposer).length,
    );
    const { items: proposals } = await api.get<Page<Proposal>>('/api/proposals');
    expect(new Set(proposals.map(({ kind }) => kind))).toEqual(new Set(['alert', 'flag-default', 'test']));
    expect(new Set(proposals.map((proposal) => proposal.incident))).toEqual(new Set([incident?.id]));

    const [accepted, rejected] = proposals;
    await api.command('POST', `/api/proposals/${accepted?.id}/accept`, {
      untested: true,
      note: 'seen by eye',
    });
    await api.command('POST', `/api/proposals/${rejected?.id}/reject`, { reason: 'We have one already' });
    await eventually(
      () => api.get<Proposal>(`/api/proposals/${rejected?.id}`),
      ({ state, reason }) => state === 'rejected' && reason === 'We have one already',
    );

    expect(await stream.until('incident.resolved')).toContain('incident.detected');
    stream.close();
  });

  it('leaves a chain of causes from the anomaly to what it taught', async () => {
    const { items } = await api.get<Page<TimelineEntry>>('/api/timeline?limit=200');
    const byId = new Map(items.map((entry) => [entry.eventId, entry]));
    const proposal = items.find(({ name }) => name === 'proposal.proposed');
    const chain: string[] = [];
    for (let at = proposal; at; at = byId.get(at.causationId ?? '')) chain.push(at.name);
    expect(chain).toEqual(['proposal.proposed', 'incident.resolved', 'anomaly.cleared']);

    const completed = items.find(({ name }) => name === 'action.completed');
    const back: string[] = [];
    for (let at = completed; at; at = byId.get(at.causationId ?? '')) back.push(at.name);
    expect(back.at(-1)).toBe('anomaly.detected');
    expect(back).toContain('action.requested');
  });

  it('tells the week in a report, with the incident and without a verdict', async () => {
    const { items } = await api.get<Page<IncidentSummary>>('/api/incidents');
    const week = await api.get<string>(`/api/reports/${thisWeek()}`, 'text/markdown');
    expect(week).toContain(items[0]?.id ?? 'no incident');
    expect(week).toMatch(/attributed to/i);
    expect(week).not.toMatch(/root cause/i);
  });

  it('can be followed in traces: from the request to the log, by a link to the reader, to the action', async () => {
    const chain = await eventually(
      async () => traceFromRequestToAction(spans.spans()),
      (found) => found !== undefined,
    );
    expect(chain?.map(({ name }) => name)).toEqual([
      expect.stringMatching(/POST .*\/v1\/events/),
      'append hormesis.incidents',
      'process hormesis.incidents',
      'execute action',
    ]);
  });
});

/** Each in the trace of the one before, or linked to it across the log; `undefined` while a part is missing. */
function traceFromRequestToAction(all: readonly Span[]): Span[] | undefined {
  for (const action of all.filter(({ name }) => name === 'execute action')) {
    const reader = all.find(
      ({ name, traceId }) => name === 'process hormesis.incidents' && traceId === action.traceId,
    );
    const linked = new Set(reader?.links.map(({ traceId }) => traceId));
    const append = all.find(
      ({ name, traceId }) => name === 'append hormesis.incidents' && linked.has(traceId),
    );
    const request = all.find(({ name, traceId }) => /^POST/.test(name) && traceId === append?.traceId);
    if (reader && append && request) return [request, append, reader, action];
  }
  return undefined;
}

/** Windows of one second, 100 requests each. */
async function sendWindows(api: Api, from: Date, count: number, bad: number): Promise<void> {
  await api.send(
    Array.from({ length: count }, (_, n) => {
      const start = new Date(from.getTime() + n * 1_000);
      return event({
        type: 'dev.cdeventsx.hormesis-signal.measured.0.1.0',
        subject: 'checkout/http.errors',
        time: start,
        content: {
          service,
          ...production,
          metric: 'http.errors',
          cohort: 'all',
          start: start.toISOString(),
          durationMs: 1_000,
          total: 100,
          bad,
        },
      });
    }),
  );
}

function thisWeek(): string {
  const now = new Date();
  const thursday = new Date(
    Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 4 - (now.getUTCDay() || 7)),
  );
  const week = Math.ceil(
    ((thursday.getTime() - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / 86_400_000 + 1) / 7,
  );
  return `${thursday.getUTCFullYear()}-W${String(week).padStart(2, '0')}`;
}
