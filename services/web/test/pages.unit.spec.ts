import { flagDefinition, fromHttp } from '@hormesis/events';
import { describe, expect, it } from 'vitest';
import { affectedBy } from '../src/live/affected.js';
import { defineFlagCommand } from '../src/pages/flags/define-flag-command.js';
import { incidentMarkdown } from '../src/pages/incident/incident-markdown.js';
import { bandsOf, milestonesOf } from '../src/pages/incident/milestones-of.js';
import { filterIncidents } from '../src/pages/incidents/filter-incidents.js';
import { headline } from '../src/pages/overview/headline.js';
import { matrixOf } from '../src/pages/overview/matrix.js';
import { laggingText, staleText } from '../src/shell/banner-texts.js';
import { deploymentCommand } from '../src/shell/first-event-command.js';
import { deployments } from './mock/fleet-fixtures.js';
import { incidents } from './mock/incident-fixtures.js';
import { incidentTimeline } from './mock/timeline-fixtures.js';

const now = Date.UTC(2026, 10, 16, 12);
const [live, past] = incidents(now) as [
  ReturnType<typeof incidents>[number],
  ReturnType<typeof incidents>[number],
];

it('the headline says the state of affairs', () => {
  expect(headline(undefined)).toBe('Overview');
  expect(headline([past])).toBe('No incident is open');
  expect(headline([live, past])).toBe('1 incident is open, and it is critical');
  expect(headline([live, { ...live, severity: 'info' }])).toBe('2 incidents are open, 1 critical');
});

it('what runs where has services by name and production first', () => {
  const matrix = matrixOf(deployments(now));
  expect(matrix.environments).toEqual(['production', 'staging']);
  expect(matrix.services.slice(0, 2)).toEqual(['accounts', 'catalogue']);
  expect(matrix.at('checkout', 'production')?.version).toBe('v413');
  expect(matrix.at('checkout', 'moon')).toBeUndefined();
});

describe('the life of an incident', () => {
  it('has the time that each step took', () => {
    expect(milestonesOf(past).map(({ word, after }) => [word, after])).toEqual([
      ['Onset', null],
      ['Detected', 258_000],
      ['Acknowledged', 150_000],
      ['Mitigated', 120_000],
      ['Resolved', 420_000],
    ]);
  });

  it('is in order of time also when it was mitigated before anybody took it', () => {
    const times = { ...past, onset: null, acknowledgedAt: past.resolvedAt, resolvedAt: null };
    expect(milestonesOf(times).map(({ word }) => word)).toEqual([
      'Detected',
      'Mitigated',
      'Acknowledged',
      'Resolved',
    ]);
  });

  it('becomes bands, the last of which lasts until now', () => {
    const bands = bandsOf(live);
    expect(bands.map(({ label, tone }) => [label, tone])).toEqual([
      ['not yet noticed', 'neutral'],
      ['open', 'bad'],
    ]);
    expect(bands.at(-1)?.to).toBeNull();
    expect(bandsOf(past).at(-1)).toMatchObject({ label: 'mitigated', to: Date.parse(past.resolvedAt ?? '') });
  });
});

it('incidents are filtered by phase, severity and words', () => {
  const any = { q: '', phase: 'any', severity: 'any' } as const;
  const found = (search: Partial<Parameters<typeof filterIncidents>[1]>) =>
    filterIncidents([live, past], { ...any, ...search }).map(({ id }) => id);
  expect(found({ phase: 'unresolved' })).toEqual([live.id]);
  expect(found({ severity: 'warning' })).toEqual([past.id]);
  expect(found({ q: 'mailer v205' })).toEqual([past.id]);
});

it('an incident as Markdown has its facts, candidates with evidence, actions and the story with event ids', () => {
  const markdown = incidentMarkdown(live, incidentTimeline(now), 'http://here/incidents/inc-4f2a91c0');
  expect(markdown).toContain(
    '# Error rate of checkout rose from 0.2 % to 11 %\n\n- Id: [inc-4f2a91c0](http://here',
  );
  expect(markdown).toContain(
    '- 62 %: flag checkout-tax-v2 ramped to 10 % on `evt-ramp`\n  - It began 48 s before',
  );
  expect(markdown).toContain('- 7 %: No recent change');
  expect(markdown).toContain('- Turn off flag checkout-tax-v2: recommended.');
  expect(markdown).toContain('`evt-deploy`');
  expect(markdown).not.toContain('evt-crash');
  expect(markdown.indexOf('`evt-deploy`')).toBeLessThan(markdown.indexOf('`evt-note`'));
});

describe('banners', () => {
  it('are quiet during a short reconnect', () => {
    expect(staleText(now - 2000, now, now)).toBeUndefined();
    expect(staleText(null, now, now)).toBeUndefined();
  });
  it('say how long it has been lost, and how old the data is', () => {
    expect(staleText(now - 14_000, now - 20_000, now)).toBe(
      'Disconnected for 14 s. Last event 20 s ago. Retrying. What you see may be out of date.',
    );
  });
  it('name the slowest read model and what could not be taken in', () => {
    expect(laggingText([{ name: 'incident', behind: 10, parked: 0 }])).toBeUndefined();
    expect(
      laggingText([
        { name: 'incident', behind: 37, parked: 1 },
        { name: 'timeline_entry', behind: 900, parked: 0 },
      ]),
    ).toBe(
      'Catching up: timeline_entry is 900 events behind the log. 1 event could not be taken in; `hormesis dead-letters list` says which.',
    );
  });
});

it('a live event refreshes what it may have changed, and no more', () => {
  expect(affectedBy({ kind: 'flag', name: 'featureflag.flipped', incident: null })).not.toContain(
    'incidents',
  );
  expect(affectedBy({ kind: 'flag', name: 'featureflag.flipped', incident: 'inc-1' })).toContain('incidents');
  expect(affectedBy({ kind: 'learning', name: 'postmortem.published', incident: null })).toEqual([
    'timeline',
    'status',
    'reports',
  ]);
});

describe('the commands to try', () => {
  const bodyOf = (command: string) => /-d '([\s\S]*)'$/.exec(command)?.[1] ?? '';

  it('send an event that this release reads', () => {
    const command = deploymentCommand({
      url: 'http://h:4700/v1/events',
      token: 'dev-token',
      id: 'x',
      time: '2026-11-16T12:00:00Z',
    });
    expect(command).toContain("curl -sS 'http://h:4700/v1/events'");
    expect(command).toContain('Bearer dev-token');
    const [read] = fromHttp({
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(bodyOf(command)),
    });
    expect(read).toMatchObject({
      event: { name: 'service.deployed', subject: 'checkout', data: { version: 'v1' } },
    });
  });

  it('define a flag that flagd understands', () => {
    const command = defineFlagCommand('http://h/api/flags/a', 't');
    expect(command).toContain("-X PUT 'http://h/api/flags/a'");
    expect(flagDefinition.safeParse(JSON.parse(bodyOf(command)).definition).error).toBeUndefined();
  });
});
