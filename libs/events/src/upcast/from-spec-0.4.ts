import { isRecord } from '../cdevents/with-defaults.js';

type Json = Record<string, unknown>;

/**
 * CDEvents 0.4 → 0.5: `context.version` is `specversion`, `subject.type` is gone, `url` is `uri`, and tests no longer
 * pass or fail but end in success or failure. Fields that a version before 0.4 lacks are not missed.
 */
export function fromSpec04(event: Json): Json {
  return {
    ...event,
    ...(isRecord(event.context) ? { context: renamed(event.context, 'version', 'specversion') } : {}),
    ...(isRecord(event.subject) ? { subject: subjectOf(event.subject) } : {}),
  };
}

function subjectOf({ type: _gone, ...subject }: Json): Json {
  return isRecord(subject.content) ? { ...subject, content: contentOf(subject.content) } : subject;
}

function contentOf(content: Json): Json {
  const withUri = renamed(content, 'url', 'uri');
  const outcome = outcomes[String(withUri.outcome)];
  return outcome === undefined ? withUri : { ...withUri, outcome };
}

const outcomes: Readonly<Record<string, string>> = { pass: 'success', fail: 'failure' };

function renamed(record: Json, from: string, to: string): Json {
  if (!Object.hasOwn(record, from) || Object.hasOwn(record, to)) return record;
  const { [from]: value, ...others } = record;
  return { [to]: value, ...others };
}
