import { isInstant } from './instant.js';
import { InvalidEvent, type Issue } from './invalid-event.js';

export type Attributes = Readonly<Record<string, string>>;

const required = ['id', 'source', 'type'];
const instants = ['time', 'recordedtime'];
// biome-ignore lint/suspicious/noControlCharactersInRegex: CloudEvents forbids exactly these in attributes.
const forbidden = /[\u0000-\u001f\u007f-\u009f]/;

/** Throws unless these are the attributes of a CloudEvent 1.0. Nothing that is missing is made up. */
export function assertAttributes(attributes: Attributes): void {
  const issues = versionIssues(attributes.specversion);
  for (const name of required) issues.push(...requiredIssues(name, attributes[name]));
  for (const name in attributes) issues.push(...textIssues(name, attributes[name] ?? ''));
  for (const name of instants) issues.push(...instantIssues(name, attributes[name]));
  if (issues.length > 0) throw new InvalidEvent(issues);
}

function versionIssues(version: string | undefined): Issue[] {
  if (version === '1.0') return [];
  const reason =
    version === undefined ? 'is missing' : `is ${JSON.stringify(version)}, which is not read here`;
  return [
    { field: 'specversion', reason, hint: 'Send a CloudEvent of version 1.0: `specversion` is `1.0`.' },
  ];
}

function requiredIssues(name: string, value: string | undefined): Issue[] {
  if (value !== undefined && value.trim() !== '') return [];
  return [{ field: name, reason: 'is missing or empty', hint: requiredHints[name] ?? '' }];
}

const requiredHints: Record<string, string> = {
  id: 'Give each event its own id, for example a UUID, and the same id again when you send it again.',
  source: 'Name what sends the event, for example `/pipelines/checkout`.',
  type: 'Name what happened, for example `dev.cdevents.service.deployed.0.3.0`.',
};

function textIssues(name: string, value: string): Issue[] {
  if (!/^[a-z0-9]+$/.test(name)) {
    return [
      {
        field: name,
        reason: 'is no attribute name',
        hint: 'Names have only the letters a to z and digits; put other things into `data`.',
      },
    ];
  }
  if (forbidden.test(value) || !value.isWellFormed()) {
    return [
      {
        field: name,
        reason: 'has a control character or half of a surrogate pair',
        hint: 'Send printable Unicode text on one line.',
      },
    ];
  }
  return [];
}

function instantIssues(name: string, value: string | undefined): Issue[] {
  if (value === undefined || isInstant(value)) return [];
  return [
    {
      field: name,
      reason: `is ${JSON.stringify(value)}, which is no instant`,
      hint: 'Write it as RFC 3339 with an offset: `2026-11-22T10:00:00.123Z`.',
    },
  ];
}
