import { parse } from 'yaml';
import type { z } from 'zod';
import { DeliveryFault } from './config-fault.js';
import { builtIn, type DeliveryFile, deliveryFile } from './config-schema.js';

/** What the file’s text says, YAML or JSON. @throws DeliveryFault with every place that is wrong */
export function readDeliveryFile(text: string): DeliveryFile {
  const read = deliveryFile.safeParse(parsed(text) ?? {});
  if (!read.success) throw new DeliveryFault('', read.error.issues.map(inWords).join(' '));
  const { channels, deliver } = read.data;
  deliver.forEach(({ to }, at) => {
    const known = (name: string) => name in channels || (builtIn as readonly string[]).includes(name);
    const unknown = to.find((name) => !known(name));
    if (unknown !== undefined) {
      const names = [...Object.keys(channels), ...builtIn].join(', ');
      throw new DeliveryFault(`deliver[${at}].to`, `there is no channel ${unknown}. There are: ${names}.`);
    }
    const kinds = to.map((name) => channels[name]?.kind ?? name);
    const twice = kinds.find((kind, n) => kinds.indexOf(kind) !== n);
    if (twice !== undefined) {
      throw new DeliveryFault(
        `deliver[${at}].to`,
        `two channels are of the kind ${twice}; a proposal goes to one of a kind.`,
      );
    }
  });
  const taken = builtIn.find((name) => name in channels);
  if (taken) throw new DeliveryFault(`channels.${taken}`, `that name is of a channel that is always there.`);
  return read.data;
}

const secretish = /^(token|secret|password|key|privateKey|private_key|reloadToken)$/i;

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
    return parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new DeliveryFault('', `it is no YAML and no JSON (${why}).`);
  }
}
