import { pathTemplate } from '../case/error-signature.js';
import { exemplarsOf } from '../case/exemplars.js';
import type { Lesson } from '../lesson.js';
import type { Abstention, Draft } from '../outcome.js';
import { slug } from '../slug.js';
import { oneLine } from '../wording.js';
import { answerExpected } from './answer-expected.js';
import { requestTestFile } from './request-test-file.js';
import { withoutSecrets } from './without-secrets.js';

/** A test of what a dependency promises: the status and the shape of its answer to the request that failed. */
export function draftContract({ incident, assembled, callees }: Lesson): Draft | Abstention {
  const service = oneLine(incident.service);
  const [found] = exemplarsOf(incident).filter(({ request }) => request.callee !== undefined);
  if (!found) {
    const known = callees.map(oneLine).slice(0, 5).join(', ');
    return {
      because:
        callees.length === 0
          ? `No failing request of ${service} to a dependency is on record, and no call of it to another service either.`
          : `No failing request to a dependency is on record, though ${service} calls ${known}: send it with the anomaly, and say in \`callee\` who was asked.`,
    };
  }
  const callee = oneLine(found.request.callee ?? '');
  const request = withoutSecrets(found.request);
  const expected = answerExpected(found.request);
  const endpoint = `${request.method} ${oneLine(request.path.split('?')[0] ?? '/')}`;
  const template = `${request.method} ${pathTemplate(request.path)}`;
  const path = `tests/regressions/${slug(`${incident.service}-${incident.id}`)}.contract.test.ts`;
  const answered =
    found.request.status === undefined ? 'got no answer' : `was answered with ${found.request.status}`;
  return {
    class: 'prevents',
    title: `Test that ${callee} keeps its promise to ${service}: ${endpoint}`,
    instance: `${callee} answers ${endpoint}, as recorded, ${expected.words}.`,
    generalised: `Whatever ${callee} deploys next: ${template} keeps the status${expected.shaped ? ' and the fields' : ''} that ${service} relies on.`,
    rationale: [
      `In ${oneLine(incident.id)} ${service} asked ${callee}, and ${request.method} ${oneLine(request.path)} ${answered}.`,
      expected.shaped
        ? 'The answer that should have come is on record, so its fields and their types are asserted, not their values.'
        : 'The body that should have come is not on record, so only the status is asserted.',
      `Run where ${callee} is deployed, it fails before ${service} has to notice.`,
      request.leftOut.length === 0
        ? ''
        : `Left out of the recorded request: ${request.leftOut.join(', ')}. If it needs them, give the test its own.`,
    ]
      .filter((sentence) => sentence !== '')
      .join(' '),
    files: [
      {
        path,
        mediaType: 'text/typescript',
        content: requestTestFile(incident, {
          suite: `${callee} keeps its promise to ${service}`,
          target: `any deployment of ${callee}`,
          tests: [
            {
              name: `${request.method} ${oneLine(request.path)} is answered ${expected.words}`,
              request,
              expectations: expected.lines,
            },
          ],
        }),
      },
    ],
    evidence: [found.reportedBy, incident.detected.id],
    variantsTried: 1,
    verification: `\`TARGET_URL=… npx vitest run ${path}\` fails against the ${callee} that failed and passes against the good one.`,
    rank: assembled.class.change === 'dependency' ? 10 : 5,
  };
}
