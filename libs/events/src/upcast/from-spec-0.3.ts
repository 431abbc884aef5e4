import { isRecord } from '../cdevents/with-defaults.js';

type Json = Record<string, unknown>;

/** CDEvents 0.1 … 0.3 → 0.4: drafts wrote the chain of an event as `chain_id`; the rest only gained fields. */
export function fromSpec03(event: Json): Json {
  if (!isRecord(event.context) || !Object.hasOwn(event.context, 'chain_id')) return event;
  const { chain_id: chainId, ...context } = event.context;
  return { ...event, context: { chainId, ...context } };
}
