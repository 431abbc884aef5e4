import type { Event } from '@hormesis/events';
import { agentOf } from '../fleet.js';
import { summaryOf } from '../prose.js';
import type { Scene } from '../scene.js';

const suites = ['unit', 'contract', 'checkout-journey', 'load-smoke'] as const;

/** From a merged change to all users: build, tests, staging, production in steps. */
export function* delivery(scene: Scene): Generator<Event, void, void> {
  const { random, service } = scene;
  const { name, team } = service;
  const ci = { source: `/ci/${team}`, actor: agentOf(service, random) };
  const repository = { id: `shop/${name}`, source: 'https://git.example.com' };
  const change = `shop/${name}!${random.below(9_000)}`;
  const build = `build-${random.hex(2)}`;
  const flag = `${name}-new-${random.below(40)}`;
  yield scene.tell('change.created', change, { repository, description: summaryOf(random) }, ci);
  yield scene.tell('change.merged', change, { repository }, ci);
  yield scene.tell('build.started', build, {}, ci);
  const release = releaseOf(scene, flag);
  yield scene.tell('build.finished', build, { artifactId: release.artifactId }, ci);
  for (const suite of suites) yield* testRun(scene, suite, ci);
  yield scene.tell('artifact.published', release.artifactId, {}, ci);
  const deploys = { source: '/deploys/argo', actor: ci.actor };
  for (const environment of ['preview', 'staging']) {
    yield scene.tell('service.deployed', name, { environment: { id: environment }, ...release }, deploys);
  }
  for (const exposure of [1, 10, 50, 100]) {
    const data = { environment: { id: 'production' }, ...release, exposure };
    yield scene.tell('service.upgraded', name, data, deploys);
    if (random.chance(0.3)) yield scan(scene, release.artifactId);
  }
  yield scene.tell('service.published', name, { environment: { id: 'production' } }, deploys);
}

/** What the deployment events of one release have in common. */
export function releaseOf({ random, service }: Scene, flag: string) {
  const previousVersion = `v${service.version}`;
  service.version += 1;
  const { name, team } = service;
  return {
    artifactId: `pkg:oci/${name}@sha256%3A${random.hex(16)}?repository_url=registry.example.com/${team}`,
    version: `v${service.version}`,
    previousVersion,
    commit: random.hex(10),
    summary: summaryOf(random),
    userFacing: random.chance(0.7),
    flag,
    preview: `https://${name}-${service.version}.preview.example.com`,
    testsRun: [...suites],
  };
}

function* testRun(scene: Scene, suite: string, ci: { source: string }): Generator<Event, void, void> {
  const { random, service } = scene;
  const run = `${suite}-${random.hex(2)}`;
  const uri = `https://ci.example.com/${service.team}/${service.name}/runs/${run}`;
  const testSuite = { id: suite, version: `v${service.version}`, name: `${suite} of ${service.name}`, uri };
  const data = { environment: { id: 'preview' }, testSuite };
  yield scene.tell('testsuiterun.started', run, { ...data, trigger: { type: 'pipeline', uri } }, ci);
  const failed = random.chance(0.05);
  const outcome = failed ? 'failure' : 'success';
  const reason = failed ? { reason: 'expected 200, was 500 in 1 of 214 cases' } : {};
  yield scene.tell('testsuiterun.finished', run, { ...data, outcome, ...reason }, ci);
}

function scan(scene: Scene, artifact: string): Event {
  const { random, service } = scene;
  const levels = ['low', 'medium', 'high'].map((level) => ({ level, count: random.below(12) }));
  const data = { service: { id: service.name }, artifact, scanner: 'trivy 0.58', findings: levels };
  return scene.tellKept('com.example.scan.completed', artifact, data, { source: '/scans/trivy' });
}
