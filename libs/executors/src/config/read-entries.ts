import type { z } from 'zod';
import { ExecutorsFault } from './config-fault.js';
import { type ExecutorEntry, executorsFile } from './config-schema.js';

/** The entries of the file’s text. @throws ExecutorsFault with every place that is wrong */
export function readEntries(text: string): ExecutorEntry[] {
  const read = executorsFile.safeParse(parsed(text));
  if (!read.success) {
    const [first, ...more] = read.error.issues.map(inWords);
    throw new ExecutorsFault('', [first, ...more].join(' '));
  }
  return read.data.executors;
}

const secretish = /^(token|secret|password|key|privateKey|private_key)$/i;

function inWords({ path, message, ...issue }: z.core.$ZodIssue): string {
  const where = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys : [];
  const secret = unknown.find((key) => secretish.test(key));
  const advice = secret
    ? ` Never write a secret here: put it into a variable, and its name into "${secret}Env".`
    : '';
  return `${where.replace(/^\./, '') || 'the file'}: ${message}.${advice}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ExecutorsFault(
      '',
      `it is no JSON (${error instanceof Error ? error.message : String(error)}).`,
    );
  }
}
