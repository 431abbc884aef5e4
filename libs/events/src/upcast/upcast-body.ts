import type { EarlierVersion, EventBody, EventDefinition } from '../catalogue/define-event.js';
import { compareVersions, versionOf } from '../catalogue/version.js';
import { customOf, readBody } from '../cdevents/read-body.js';
import { isRecord, withDefaults } from '../cdevents/with-defaults.js';

/**
 * Brings the body of an event of an earlier version to the current one, step by step. A version that is not listed is
 * read as the newest listed one before it, and one before all of them as the oldest. Throws `InvalidEvent` if the body
 * is not what its version asks for.
 */
export function upcastBody(
  body: EventBody,
  type: string,
  { version, earlier = [] }: EventDefinition,
): EventBody {
  const written = versionOf(type);
  if (earlier.length === 0 || compareVersions(written, versionOf(version)) === 0) return body;
  const notNewer = earlier.filter((one) => compareVersions(versionOf(one.version), written) <= 0);
  return earlier
    .slice(Math.max(0, notNewer.length - 1))
    .reduce((current, step) => step.upcast(whole(current, step)), body);
}

function whole(body: EventBody, version: EarlierVersion): EventBody {
  const read = readBody(body, version);
  const content = withDefaults(body.content, read.content) as Record<string, unknown>;
  if (body.customData !== undefined && !isRecord(body.customData)) return { ...body, content };
  const customData = withDefaults(customOf(body), read.custom) as object;
  return Object.keys(customData).length > 0 ? { content, customData } : { content };
}
