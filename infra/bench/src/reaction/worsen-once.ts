import { setTimeout as wait } from 'node:timers/promises';
import type { Api } from '../api.js';
import type { FlagClient } from './flag-client.js';

const environment = 'bench';
const patienceMs = 60_000;
const windowMs = 1_000;
const requests = 50;
/** Windows before the flag is on, so that there is a normal. */
const quietWindows = 60;

export type Worsening = {
  /** From the end of the first bad window, when it is sent, to the first evaluation that sees the flag off, milliseconds. */
  firstBadWindowToSeen: number;
  /** Bad windows that were sent until then. */
  windows: number;
};

/** A flag goes on for half of the users, and 20 % of their requests fail: measured windows, nothing else, are sent. */
export async function worsenOnce(api: Api, client: FlagClient, id: string): Promise<Worsening | undefined> {
  const [flag, service] = [`bench-${id}`, `bench-${id}`];
  const definition = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' };
  const start = Date.now();
  const past = Array.from({ length: quietWindows }, (_, n) => start - (quietWindows - n) * windowMs);
  await sendAll(
    api,
    past.map((end, n) => window(service, end, `flag:${flag}=off`, 2 * requests, n % 2)),
  );
  await api.call('PUT', `/api/flags/${flag}`, { service, environment, definition, reason: 'benchmark' });
  await api.call('POST', `/api/flags/${flag}/ramp`, { variant: 'on', percentage: 50, reason: 'benchmark' });
  let first: number | undefined;
  let windows = 0;
  let done = false;
  const seen = client.untilForUsers(flag, patienceMs).then((isOff) => {
    done = true;
    return isOff ? performance.now() : undefined;
  });
  for (let n = 1; !done; n += 1) {
    await wait(Math.max(0, start + n * windowMs - Date.now()));
    if (done) break;
    first ??= performance.now();
    windows += 1;
    const end = start + n * windowMs;
    await sendAll(api, [
      window(service, end, `flag:${flag}=on`, requests, requests / 5),
      window(service, end, `flag:${flag}=off`, requests, n % 4 === 0 ? 1 : 0),
    ]);
  }
  const off = await seen;
  if (off === undefined || first === undefined) return undefined;
  return { firstBadWindowToSeen: off - first, windows };
}

function sendAll(api: Api, events: readonly object[]): Promise<unknown> {
  return api.call('POST', '/v1/events', events, 'application/cloudevents-batch+json');
}

function window(service: string, end: number, cohort: string, total: number, bad: number): object {
  const time = new Date(end).toISOString();
  const envelope = {
    id: `${service}-${cohort}-${end}`,
    source: '/bench',
    type: 'dev.cdeventsx.hormesis-signal.measured.0.2.0',
  };
  const content = {
    service: { id: service },
    environment: { id: environment },
    metric: 'http.errors',
    cohort,
    start: new Date(end - windowMs).toISOString(),
    durationMs: windowMs,
    total,
    bad,
  };
  return {
    specversion: '1.0',
    ...envelope,
    subject: service,
    time,
    datacontenttype: 'application/json',
    data: {
      context: { specversion: '0.5.1', ...envelope, timestamp: time },
      subject: { id: service, content },
    },
  };
}
