import { randomUUID } from 'node:crypto';
import { CliError } from '../cli/cli-error.js';
import { parseJson } from './parse-json.js';

export type EventOptions = {
  type?: string;
  subject?: string;
  content: string;
  custom?: string;
  source: string;
  id?: string;
  time?: string;
};

/** A CloudEvent around a CDEvent, from the options of one call. */
export function buildEvent(options: EventOptions): unknown {
  const { type, subject, source, content, custom } = options;
  if (!type || !subject) {
    throw new CliError('usage', 'An event needs --type and --subject.', 'See hormesis emit --help');
  }
  const id = options.id ?? randomUUID();
  const time = options.time ?? new Date().toISOString();
  return {
    specversion: '1.0',
    id,
    source,
    type,
    subject,
    time,
    datacontenttype: 'application/json',
    data: {
      context: { specversion: '0.5.1', id, source, type, timestamp: time },
      subject: { id: subject, content: parseJson(content, '--content') },
      ...(custom === undefined ? {} : { customData: parseJson(custom, '--custom') }),
    },
  };
}
