import { request } from 'node:http';
import {
  change,
  deployment,
  drill,
  failureClassSummary,
  flag,
  guard,
  incidentCase,
  incidentDetail,
  incidentSummary,
  learningOverview,
  page,
  problem,
  proposal,
  status,
  timelineEntry,
  withheldProposal,
} from '@hormesis/api';
import type { StatementOf } from '@hormesis/events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningConsole, startConsole } from './start-console.js';

const place = { service: { id: 'checkout' }, environment: { id: 'production' } };

function deployed(version: number): StatementOf {
  return {
    name: 'service.upgraded',
    subject: 'checkout',
    data: {
      environment: place.environment,
      artifactId: `pkg:oci/checkout@v${version}`,
      version: `v${version}`,
    },
  };
}

let server: RunningConsole;

beforeAll(async () => {
  server = await startConsole();
  await server.tell(
    deployed(1),
    deployed(2),
    {
      name: 'featureflag.defined',
      subject: 'express-pay',
      data: {
        ...place,
        definition: { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' },
      },
    },
    {
      name: 'incident.detected',
      subject: 'inc-1',
      data: { ...place, description: 'Requests fail', severity: 'critical' },
    },
    {
      name: 'proposal.proposed',
      subject: 'pro-1',
      data: {
        service: place.service,
        incident: 'inc-1',
        kind: 'test',
        proposer: 'replay',
        class: 'prevents',
        title: 'Test the checkout',
        instance: 'This request.',
        generalised: 'Requests like it.',
        overlaps: [],
        variantsTried: 1,
        rationale: 'It failed.',
        files: [{ path: 'a.test.ts', mediaType: 'text/typescript', content: '' }],
        evidence: ['e1'],
        fingerprint: 'f1',
        verification: 'It passes.',
      },
    },
    {
      name: 'proposal.withheld',
      subject: 'pro-2',
      data: {
        service: place.service,
        incident: 'inc-1',
        kind: 'alert',
        proposer: 'threshold',
        reason: 'Too few windows.',
        evidence: [],
      },
    },
    ...guardOf({ service: place.service, incident: 'inc-1' }),
    {
      name: 'case.assembled',
      subject: 'inc-1',
      data: {
        ...place,
        fingerprint: 'fp-1',
        class: { service: 'checkout', metric: 'http', failure: 'errors', change: 'flag', signature: null },
        explained: [],
        onset: '2026-11-23T09:00:00.000Z',
        detectedAt: '2026-11-23T09:01:00.000Z',
        endedAt: null,
        detectedBy: 'person',
        confirmedBy: 'detector',
        stoppedBy: 'flag',
        shouldHave: 'preview',
        why: 'It was behind a flag.',
        change: null,
        reached: 'At once.',
        exposedUserSeconds: null,
        exemplars: 0,
        earlier: [],
        evidence: ['e1'],
      },
    },
    {
      name: 'drill.requested',
      subject: 'drill-1',
      data: {
        ...place,
        fingerprint: 'fp-1',
        incident: 'inc-1',
        failure: 'errors',
        metric: 'http',
        change: 'flag',
        seconds: 60,
        intensity: 0.3,
      },
    },
  );
});
afterAll(() => server?.stop());

/** A proposal that was accepted and is in force. */
function guardOf(of: { service: { id: string }; incident: string }) {
  const title = 'Alert on errors';
  const said = { title, instance: title, generalised: title, rationale: title, verification: title };
  const files = [{ path: 'a.rules.yml', mediaType: 'application/yaml', content: '' }];
  const made = { files, evidence: ['e1'], overlaps: [], variantsTried: 1, fingerprint: 'fp-1' };
  const kind = { kind: 'alert', proposer: 'burn-rate', class: 'detects-earlier' } as const;
  return [
    { name: 'proposal.proposed', subject: 'pro-3', data: { ...of, ...said, ...made, ...kind } },
    { name: 'proposal.accepted', subject: 'pro-3', data: of },
    { name: 'proposal.applied', subject: 'pro-3', data: { ...of, seen: 'commit', evidence: 'c0ffee' } },
  ] as const;
}

const read = async (path: string) => (await server.get(path)).json();

describe('a query', () => {
  it.each([
    ['/api/deployments', page(deployment)],
    ['/api/changes', page(change)],
    ['/api/incidents', page(incidentSummary)],
    ['/api/incidents?phase=unresolved', page(incidentSummary)],
    ['/api/timeline', page(timelineEntry)],
    ['/api/proposals', page(proposal)],
    ['/api/proposals?state=applied,retired&fingerprint=fp-1&kind=alert', page(proposal)],
    ['/api/withheld-proposals?kind=alert', page(withheldProposal)],
    ['/api/guards?state=applied&fingerprint=fp-1', page(guard)],
    ['/api/drills?state=requested', page(drill)],
    ['/api/learning?service=checkout', learningOverview],
    ['/api/flags', page(flag)],
  ])('%s gives a page of what its schema says', async (path, schema) => {
    const { items } = schema.parse(await read(path));
    expect(items.length).toBeGreaterThan(0);
  });

  it.each([
    ['/api/incidents/inc-1', incidentDetail, { id: 'inc-1', phase: 'open' }],
    ['/api/proposals/pro-1', proposal, { id: 'pro-1', state: 'proposed' }],
    ['/api/cases/inc-1', incidentCase, { fingerprint: 'fp-1', detectMs: 60_000, drill: false }],
    ['/api/learning/fp-1', failureClassSummary, { guards: [{ id: 'pro-3', precision: null }] }],
    ['/api/drills/drill-1', drill, { state: 'requested', guards: [], incidents: [] }],
    ['/api/flags/express-pay', flag, { key: 'express-pay', state: 'ENABLED' }],
  ])('%s gives the one', async (path, schema, expected) => {
    expect(schema.parse(await read(path))).toMatchObject(expected);
  });

  it('tells how the system is', async () => {
    const { counts, projections, log } = status.parse(await read('/api/status'));
    expect(log).toBe('postgres');
    expect(counts).toMatchObject({ services: 1, incidents: 1, openIncidents: 1, proposals: 2, flags: 1 });
    expect(projections.map(({ name }) => name)).toContain('timeline_entry');
  });

  it('filters, and pages without losing or repeating', async () => {
    expect((await read('/api/deployments?service=nobody')).items).toEqual([]);
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const cursor: string = next === '' ? '' : `&cursor=${next}`;
      const got = page(timelineEntry).parse(await read(`/api/timeline?limit=2${cursor}`));
      seen.push(...got.items.map(({ eventId }) => eventId));
      next = got.next;
    }
    expect(seen).toHaveLength(11);
    expect(new Set(seen).size).toBe(11);
  });

  it.each([
    ['/api/incidents/inc-404', 404, 'not-found'],
    ['/api/proposals/none', 404, 'not-found'],
    ['/api/proposals?state=asleep', 400, 'invalid'],
    ['/api/cases/none', 404, 'not-found'],
    ['/api/learning/none', 404, 'not-found'],
    ['/api/drills/none', 404, 'not-found'],
    ['/api/flags/none', 404, 'not-found'],
    ['/api/timeline?limit=0', 400, 'invalid'],
    ['/api/timeline?cursor=nonsense', 400, 'invalid'],
    ['/api/incidents?phase=sleepy', 400, 'invalid'],
    ['/api/nothing', 404, 'not-found'],
  ])('%s is answered with problem details', async (path, code, name) => {
    const response = await server.get(path);
    expect(response.status).toBe(code);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(problem.parse(await response.json())).toMatchObject({ status: code, code: name });
  });

  it('needs a token that may read', async () => {
    expect((await server.get('/api/incidents', {})).status).toBe(401);
    const forbidden = await server.get('/api/incidents', { authorization: 'Bearer ci-secret' });
    expect(forbidden.status).toBe(403);
    expect((await forbidden.json()).hint).toContain('read');
  });
});

describe('a session', () => {
  it('lets a browser in by a cookie that scripts cannot read', async () => {
    const anonymous = await (await server.get('/api/session', {})).json();
    expect(anonymous).toEqual({ authenticated: false, development: true, token: 'dev-token', scopes: [] });
    const opened = await fetch(`${server.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: 'dev-token' }),
    });
    const cookie = opened.headers.get('set-cookie') ?? '';
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Strict');
    const inside = await server.get('/api/incidents', { cookie: cookie.split(';')[0] ?? '' });
    expect(inside.status).toBe(200);
  });

  it('is refused for a token that is not known', async () => {
    const refused = await fetch(`${server.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: 'guess' }),
    });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('set-cookie')).toBeNull();
  });
});

describe('the live stream', () => {
  it('shows an event once the timeline has it', async () => {
    const end = new AbortController();
    const response = await fetch(`${server.url}/api/stream`, {
      headers: { authorization: 'Bearer dev-token' },
      signal: end.signal,
    });
    const reader = response.body?.getReader();
    const [id] = await server.tell(deployed(3));
    let text = '';
    while (!/event: timeline[\s\S]*\n\n/.test(text)) {
      const chunk = await reader?.read();
      text += new TextDecoder().decode(chunk?.value);
    }
    end.abort();
    const data = /^data: (.*)$/m.exec(text.slice(text.indexOf('event: timeline')))?.[1] ?? '{}';
    expect(timelineEntry.parse(JSON.parse(data))).toMatchObject({ eventId: id, name: 'service.upgraded' });
  });
});

describe('a server for this machine', () => {
  it('does not answer under a name that somebody else chose', async () => {
    const { port } = new URL(server.url);
    const statusCode = await new Promise((resolve, reject) => {
      request(
        { host: '127.0.0.1', port, path: '/api/session', headers: { host: 'evil.example' } },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      )
        .on('error', reject)
        .end();
    });
    expect(statusCode).toBe(421);
  });
});
