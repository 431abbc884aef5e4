import { isRecord } from '../cdevents/with-defaults.js';

type Json = Record<string, unknown>;

/** CDEvents 0.1 … 0.4 → 0.5: `context.version` is renamed, `subject.type` is gone, `url` is `uri`. */
export function fromSpec04(event: Json): Json {
  return {
    ...event,
    ...(isRecord(event.context) ? { context: renamed(event.context, 'version', 'specversion') } : {}),
    ...(isRecord(event.subject) ? { subject: subjectOf(event.subject) } : {}),
  };
}

function subjectOf({ type: _gone, ...subject }: Json): Json {
  const content = subject.content;
  return isRecord(content) ? { ...subject, content: renamed(content, 'url', 'uri') } : subject;
}

function renamed(record: Json, from: string, to: string): Json {
  if (!Object.hasOwn(record, from)) return record;
  const { [from]: value, ...others } = record;
  return { [to]: value, ...others };
}
