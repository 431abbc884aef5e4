import { faultOf } from '@hormesis/executors';
import { request as send } from 'undici';
import { z } from 'zod';
import { proposalLabel } from './fault-of-rules.js';

const answer = z.object({
  status: z.literal('success'),
  data: z.object({
    groups: z.array(
      z.object({
        name: z.string(),
        file: z.string().default(''),
        rules: z.array(
          z.looseObject({
            name: z.string(),
            type: z.string().optional(),
            labels: z.record(z.string(), z.string()).default({}),
          }),
        ),
      }),
    ),
  }),
});

/** A rule of a proposal that a Prometheus has loaded. */
export type LoadedRule = { proposal: string; alert: string; group: string; file: string };

export type LoadedRulesOptions = { url: string; token?: string; timeoutMs: number };

/**
 * The alerts with our label that a Prometheus, or what speaks its API (Mimir, Thanos, VictoriaMetrics), has loaded now.
 * @throws Error that says why it cannot be told
 */
export async function loadedRules({ url, token, timeoutMs }: LoadedRulesOptions): Promise<LoadedRule[]> {
  const address = `${url.replace(/\/+$/, '')}/api/v1/rules?type=alert`;
  const reply = await send(address, {
    signal: AbortSignal.timeout(timeoutMs),
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  }).catch((error: unknown) => {
    throw new Error(`${url} cannot be asked for its rules: ${faultOf(error)}.`);
  });
  const text = await reply.body.text();
  if (reply.statusCode !== 200) {
    throw new Error(`${url} answered HTTP ${reply.statusCode} when asked for its rules.`);
  }
  const read = answer.safeParse(parsed(text));
  if (!read.success) throw new Error(`${url} does not answer as Prometheus does: /api/v1/rules.`);
  return read.data.data.groups.flatMap(({ name: group, file, rules }) =>
    rules.flatMap(({ name: alert, labels }) => {
      const proposal = labels[proposalLabel];
      return proposal === undefined ? [] : [{ proposal, alert, group, file }];
    }),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
