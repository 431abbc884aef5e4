import type { Bodies } from './bodies.js';
import type { Answer, HttpConnection } from './http-connection.js';

const path = '/v1/events';

export function request(connection: HttpConnection, bodies: Bodies, batch: number): Promise<Answer> {
  return batch === 1
    ? connection.post(path, 'application/cloudevents+json', bodies.one())
    : connection.post(path, 'application/cloudevents-batch+json', bodies.batch(batch));
}
