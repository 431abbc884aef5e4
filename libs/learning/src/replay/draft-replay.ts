import { pathTemplate } from '../case/error-signature.js';
import { type Exemplar, exemplarsOf } from '../case/exemplars.js';
import type { IncidentCase } from '../case/incident-case.js';
import type { Lesson } from '../lesson.js';
import type { Abstention, Draft } from '../outcome.js';
import { slug } from '../slug.js';
import { oneLine } from '../wording.js';
import { type AnswerExpected, answerExpected } from './answer-expected.js';
import { neighboursOf } from './neighbours.js';
import type { ReplayableRequest } from './replayable-request.js';
import { type RequestTest, requestTestFile } from './request-test-file.js';
import { withoutSecrets } from './without-secrets.js';

/** A file holds so many requests at most; more of them tell no more. */
const mostRequests = 5;

type Replay = { exemplar: Exemplar; request: ReplayableRequest; expected: AnswerExpected };

/** A runnable test that sends the requests that failed to a preview, or to any other deployment. */
export function draftReplay({ incident, assembled }: Lesson): Draft | Abstention {
  const exemplars = exemplarsOf(incident).filter(({ request }) => request.callee === undefined);
  if (exemplars.length === 0) {
    return { because: 'No failing request was recorded with the anomalies, so there is nothing to replay.' };
  }
  const replays = exemplars.slice(0, mostRequests).map((exemplar) => ({
    exemplar,
    request: withoutSecrets(exemplar.request),
    expected: answerExpected(exemplar.request),
  }));
  const [first] = replays;
  if (!first)
    return { because: 'No failing request was recorded with the anomalies, so there is nothing to replay.' };

  const service = oneLine(incident.service);
  const path = `tests/regressions/${slug(`${incident.service}-${incident.id}`)}.test.ts`;
  const neighbours = neighboursOf(first.request);
  const endpoint = `${first.request.method} ${oneLine(first.request.path.split('?')[0] ?? '/')}`;
  const template = `${first.request.method} ${pathTemplate(first.request.path)}`;
  const more = replays.length > 1 ? ` and ${replays.length - 1} more` : '';
  return {
    class: 'prevents',
    title: `Test that ${service} answers ${endpoint}${more} ${first.expected.words}`,
    instance: `${endpoint}${more}, as recorded, is answered ${first.expected.words}.`,
    generalised:
      neighbours.length > 0
        ? `${template} is answered without a server error for neighbouring ids too, whichever change breaks it next.`
        : `${template} is answered ${first.expected.words}, whichever change breaks it next.`,
    rationale: rationale(incident, replays, exemplars.length),
    files: [
      {
        path,
        mediaType: 'text/typescript',
        content: requestTestFile(incident, {
          suite: `${service} answers what failed in ${oneLine(incident.id)}`,
          target: 'any deployment',
          tests: [...replays.map(asRecorded), ...neighbours.map(asNeighbour)],
        }),
      },
    ],
    evidence: [...new Set([...replays.map(({ exemplar }) => exemplar.reportedBy), incident.detected.id])],
    variantsTried: 1,
    verification: `\`TARGET_URL=… npx vitest run ${path}\` fails against ${badVersion(incident)} and passes against the one that runs after the recovery.`,
    rank: assembled.class.change === 'dependency' ? 4 : 9,
  };
}

function asRecorded({ request, expected }: Replay): RequestTest {
  return {
    name: `${request.method} ${oneLine(request.path)} is answered ${expected.words}`,
    request,
    expectations: expected.lines,
  };
}

function asNeighbour(request: ReplayableRequest): RequestTest {
  return {
    name: `${request.method} ${oneLine(request.path)}, its neighbour, is answered without a server error`,
    request,
    expectations: ['expect(response.status).toBeLessThan(500);'],
  };
}

function rationale(incident: IncidentCase, replays: readonly Replay[], recorded: number): string {
  const leftOut = [...new Set(replays.flatMap(({ request }) => request.leftOut))];
  const testsRun = incident.change?.testsRun;
  return [
    ...replays.map(({ exemplar, request }) => {
      const { status } = exemplar.request;
      const answered = status === undefined ? 'got no answer' : `was answered with ${status}`;
      return `In ${oneLine(incident.id)} the request ${request.method} ${oneLine(request.path)} ${answered}.`;
    }),
    recorded > replays.length ? `${recorded - replays.length} further failing requests are on record.` : '',
    ...replays
      .filter(({ expected }) => !expected.recorded)
      .slice(0, 1)
      .map(
        ({ expected }) =>
          `What should have come back was not recorded, so the test asserts only that it is answered ${expected.words}.`,
      ),
    testsRun === undefined ? '' : testsBefore(testsRun),
    'Run against each preview it guards the whole path of this request, whichever change breaks it next.',
    leftOut.length === 0
      ? ''
      : `Left out of the recorded request, for it may hold secrets or cannot be sent: ${leftOut.join(', ')}. If the request needs them, give the test its own.`,
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
