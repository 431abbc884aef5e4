import type { DataOf, Event } from '@hormesis/events';
import { agentOf, guardian, learner, personOf } from '../fleet.js';
import { findingOf, noteOf } from '../prose.js';
import type { Scene } from '../scene.js';
import { releaseOf } from './delivery.js';

type Case = {
  incident: string;
  anomaly: string;
  of: { service: { id: string }; environment: { id: string } };
};

/** A bad deployment: noticed, attributed, undone, talked about, resolved and learned from. */
export function* incident(scene: Scene): Generator<Event, void, void> {
  const { random, service } = scene;
  const environment = { id: random.pick(scene.fleet.environments) };
  const release = releaseOf(scene, `${service.name}-new-${random.below(40)}`);
  const deploy = { source: '/deploys/argo', actor: agentOf(service, random) };
  const deployed = scene.tell(
    'service.upgraded',
    service.name,
    { environment, ...release, exposure: 10 },
    deploy,
  );
  yield deployed;
  const it: Case = {
    incident: `inc-${random.hex(3)}`,
    anomaly: `anomaly-${random.hex(3)}`,
    of: { service: { id: service.name }, environment },
  };
  yield* noticed(scene, it);
  yield* acted(scene, it, deployed, release);
  yield* over(scene, it);
  yield* learned(scene, it, deployed.id);
}

function* noticed(scene: Scene, { incident, anomaly, of }: Case): Generator<Event, void, void> {
  const { random } = scene;
  const onset = scene.instant(8_000);
  const detected: DataOf<'anomaly.detected'> = {
    ...of,
    metric: 'http.errors',
    onset,
    method: 'alertmanager',
    severity: 'critical',
    summary: findingOf(random),
    observed: random.below(300) / 1_000,
    expected: 0.002,
    failingRequest: {
      method: 'POST',
      path: `/v2/baskets/${random.hex(3)}/items`,
      headers: { 'content-type': 'application/json', 'x-region': 'eu-central-1' },
      body: '{"sku":"A-4711","quantity":0}',
      status: 500,
      expectedStatus: 422,
    },
  };
  yield scene.tell('anomaly.detected', anomaly, detected, { source: '/alerts/alertmanager' });
  const data = { ...of, anomaly, severity: 'critical' as const, onset, description: findingOf(random) };
  yield scene.tell('incident.detected', incident, data, decided(incident));
}

function* acted(
  scene: Scene,
  { incident, anomaly, of }: Case,
  deployed: Event,
  release: { version: string; previousVersion: string; artifactId: string },
): Generator<Event, void, void> {
  const { random, service } = scene;
  const why = [
    'It began 4 s before the errors.',
    'Only users with the new version are hit.',
    'Nothing else changed.',
  ];
  const suspect = {
    eventId: deployed.id,
    source: deployed.source,
    kind: 'deployment' as const,
    service: service.name,
    subject: service.name,
    summary: `${service.name} ${release.version} deployed to ${of.environment.id}`,
    at: deployed.time,
    reversible: true,
  };
  const candidates = [
    { change: suspect, probability: 0.93, evidence: why },
    { change: null, probability: 0.07, evidence: ['The service was quiet for six days.'] },
  ];
  const ranked = { ...of, anomaly, method: 'time-and-closeness', candidates };
  yield scene.tell('attribution.ranked', incident, ranked, decided(incident));
  const action = `action-${random.hex(4)}`;
  const target = {
    kind: 'rollback' as const,
    service: service.name,
    environment: of.environment.id,
    toVersion: release.previousVersion,
  };
  const about = { ...of, incident, target };
  const reason = 'It is the likely cause (93 %), reversible, and policy lets the guardian act.';
  yield scene.tell('action.requested', action, { ...about, change: deployed.id, reason }, decided(incident));
  const back = {
    environment: of.environment,
    artifactId: release.artifactId,
    version: release.previousVersion,
    action,
  };
  yield scene.tell('service.rolledback', service.name, back, { source: '/deploys/argo', actor: guardian });
  const done = { ...about, durationMs: random.below(4_000), detail: 'Acknowledged by the executor.' };
  yield scene.tell('action.completed', action, done, decided(incident));
  yield scene.tell('incident.mitigated', incident, { ...of, action }, decided(incident));
}

function* over(scene: Scene, { incident, anomaly, of }: Case): Generator<Event, void, void> {
  const { random, service } = scene;
  const person = { ...decided(incident), actor: personOf(service, random) };
  yield scene.tell('incident.acknowledged', incident, of, person);
  for (let n = random.below(3); n >= 0; n -= 1) {
    yield scene.tell('incident.annotated', incident, { ...of, note: noteOf(random) }, person);
  }
  yield scene.tell(
    'anomaly.cleared',
    anomaly,
    { ...of, metric: 'http.errors' },
    { source: '/alerts/alertmanager' },
  );
  const resolution = `Rolled back. ${findingOf(random)}`;
  yield scene.tell('incident.resolved', incident, { ...of, resolution }, person);
}

function* learned(scene: Scene, { incident, of }: Case, cause: string): Generator<Event, void, void> {
  const { random, service } = scene;
  const by = { source: '/hormesis/learning', actor: learner, correlationId: incident };
  const alert = `proposal-${random.hex(4)}`;
  const name = service.name;
  const rule = `groups:\n  - name: ${name}\n    rules:\n      - alert: ErrorsOf_${name}\n        expr: sum(rate(http_errors_total{service="${name}"}[30s])) / sum(rate(http_requests_total{service="${name}"}[30s])) > 0.02\n        for: 10s\n        labels: {severity: page, incident: ${incident}}\n`;
  const proposed: DataOf<'proposal.proposed'> = {
    ...of,
    incident,
    kind: 'alert',
    proposer: 'threshold',
    class: 'detects-earlier',
    title: `Alert on errors of ${name} after ten seconds`,
    rationale: 'It would have fired 40 s before the first ticket, and twice a month without cause.',
    files: [{ path: `alerts/${name}.yaml`, mediaType: 'application/yaml', content: rule }],
    evidence: [cause, incident],
    fingerprint: `http.errors ${name} empty-basket`,
    instance: `The errors of ${incident}.`,
    generalised: `Any rise of errors of ${name}.`,
    overlaps: [],
    variantsTried: 4,
    verification: 'promtool test rules alerts/tests.yaml',
  };
  yield scene.tell('proposal.proposed', alert, proposed, by);
  const reason = 'No failing request with its answer was recorded, so a test would assert nothing.';
  yield scene.tell(
    'proposal.withheld',
    `proposal-${random.hex(4)}`,
    { ...of, incident, kind: 'test', proposer: 'replay', reason, evidence: [cause] },
    by,
  );
  const person = { ...by, actor: personOf(service, random) };
  if (random.chance(0.7))
    yield scene.tell('proposal.accepted', alert, { ...of, incident, note: noteOf(random) }, person);
  else yield scene.tell('proposal.rejected', alert, { ...of, incident, reason: noteOf(random) }, person);
}

function decided(incident: string) {
  return { source: '/hormesis/guardian', actor: guardian, correlationId: incident };
}
