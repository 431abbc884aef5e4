import type { IncidentCase } from '../case/incident-case.js';
import { fingerprint } from '../fingerprint.js';
import { type Proposed, proposed, type Withheld, withheld } from '../outcome.js';
import { slug } from '../slug.js';
import { oneLine } from '../wording.js';
import { type Expectation, expectationOf } from './expectation.js';
import type { FailingRequest, ReplayableRequest } from './failing-request.js';
import { replayTestFile } from './replay-test-file.js';
import { withoutSecrets } from './without-secrets.js';

/** A runnable test that replays the request that failed. */
export function proposeTest(incident: IncidentCase): Proposed | Withheld {
  const failing = incident.anomaly?.data.failingRequest;
  if (!incident.anomaly || !failing) {
    return withheld(
      'test',
      'replay',
      incident,
      'No failing request was recorded with the anomaly, so there is nothing to replay.',
    );
  }

  const request = withoutSecrets(failing);
  const expectation = expectationOf(failing);
  const endpoint = `${request.method} ${oneLine(request.path.split('?')[0] ?? '/')}`;
  const path = `tests/regressions/${slug(`${incident.service}-${incident.id}`)}.test.ts`;
  return proposed(incident, {
    kind: 'test',
    proposer: 'replay',
    class: 'prevents',
    title: `Test that ${oneLine(incident.service)} answers ${endpoint} ${expectation.words}`,
    instance: `Test that ${oneLine(incident.service)} answers ${endpoint} ${expectation.words}`,
    generalised: `Test that ${oneLine(incident.service)} answers ${endpoint} ${expectation.words}`,
    overlaps: [],
    variantsTried: 1,
    rationale: rationale(incident, failing, request, expectation),
    files: [{ path, mediaType: 'text/typescript', content: replayTestFile(incident, request, expectation) }],
    evidence: [incident.anomaly.id, incident.detected.id],
    fingerprint: fingerprint('test', incident),
    verification: `\`TARGET_URL=… npx vitest run ${path}\` fails against ${badVersion(incident)} and passes against the one that runs after the recovery.`,
  });
}

function rationale(
  incident: IncidentCase,
  failing: FailingRequest,
  request: ReplayableRequest,
  expectation: Expectation,
): string {
  const answered = failing.status === undefined ? 'got no answer' : `was answered with ${failing.status}`;
  const testsRun = incident.change?.testsRun;
  return [
    `In ${oneLine(incident.id)} the request ${request.method} ${oneLine(request.path)} ${answered}.`,
    expectation.recorded
      ? ''
      : `What should have come back was not recorded, so the test asserts only that it is answered ${expectation.words}.`,
    testsRun === undefined ? '' : testsBefore(testsRun),
    'Run before each deployment it guards the whole path of this request, whichever change breaks it next.',
    request.leftOut.length === 0
      ? ''
      : `Left out of the recorded request, for it may hold secrets or cannot be sent: ${request.leftOut.join(', ')}. If the request needs them, give the test its own.`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function testsBefore(suites: readonly string[]): string {
  return suites.length === 0
    ? 'The change says that no tests ran before it.'
    : `The tests that ran before the change (${suites.map(oneLine).join(', ')}) did not catch it.`;
}

function badVersion({ change }: IncidentCase): string {
  return change?.version === undefined ? 'the deployment that failed' : oneLine(change.version);
}
