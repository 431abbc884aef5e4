import { isRecord } from '../cdevents/with-defaults.js';
import { fromSpec03 } from './from-spec-0.3.js';
import { fromSpec04 } from './from-spec-0.4.js';

/**
 * Brings a CDEvent of an older specification to the shape of 0.5. One of 0.5 is returned as it is. What tells them
 * apart is the key of the version, which is more reliable than the version in it: `context.version` up to 0.4,
 * `context.specversion` since 0.5.
 */
export function upcastCdEvent(json: unknown): unknown {
  if (!isRecord(json) || !isRecord(json.context)) return json;
  return Object.hasOwn(json.context, 'specversion') ? json : fromSpec04(fromSpec03(json));
}
