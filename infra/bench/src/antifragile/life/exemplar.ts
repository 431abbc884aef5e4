import type { DataOf } from '@hormesis/events';
import { goodStatus, requestOf } from '../world/requests.js';
import type { Occurrence } from './occurrence.js';

type FailingRequest = NonNullable<DataOf<'anomaly.detected'>['failingRequest']>;

/** A body as the service sends it when all is well; what is wrong leaves a field out. */
export const goodBody = '{"id":"1042","items":["a","b"],"total":4200}';
export const badBody = '{"id":"1042","items":null}';

/** One request that failed, as the fleet’s error tracker or a complaining user shows it; nothing where none fails. */
export function exemplarOf({ class: of, course, kind }: Occurrence): FailingRequest | undefined {
  const request = requestOf(of.service, kind);
  const { errors = 0, wrong = 0 } = course.harm;
  if (wrong > 0) {
    const status = goodStatus(request);
    return { ...request, status, expectedStatus: status, expectedBody: goodBody } as FailingRequest;
  }
  if (of.name === 'dependency-schema') {
    return {
      method: 'GET',
      path: '/v1/templates/5512',
      callee: 'mail-provider',
      status: 200,
      expectedStatus: 200,
      expectedBody: goodBody,
    } as FailingRequest;
  }
  return errors > 0 ? { ...request, status: 500, expectedStatus: goodStatus(request) } : undefined;
}
