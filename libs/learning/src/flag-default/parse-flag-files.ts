import { flagDefinition, rampGuard, rampReaction, rampStep } from '@hormesis/events';
import { z } from 'zod';
import type { FlagDefinition } from '../case/known-flag.js';
import type { ArtefactFile } from '../outcome.js';
import type { RampPolicy } from './ramp-policy.js';

const flagdDocument = z.looseObject({
  flags: z.record(z.string().min(1), z.strictObject(flagDefinition.shape)),
});
/** A field that nobody knows is a mistake: what a person meant by it would silently not be done. */
const rampPolicy = z.strictObject({
  flag: z.string().min(1),
  variant: z.string().min(1),
  steps: z.array(z.strictObject(rampStep.shape)).min(1).max(100),
  guards: z.array(z.strictObject(rampGuard.shape)).max(20),
  onAnomaly: rampReaction,
});

/** Reads a `*.flagd.json` of an artefact. @throws Error that says what is wrong, and in which file */
export function parseFlagdFile(file: ArtefactFile): Record<string, FlagDefinition> {
  return parsed(file, flagdDocument).flags;
}

/** Reads a `*.ramp.json` of an artefact. @throws Error that says what is wrong, and in which file */
export function parseRampFile(file: ArtefactFile): RampPolicy {
  return parsed(file, rampPolicy);
}

function parsed<T>({ path, content }: ArtefactFile, schema: z.ZodType<T>): T {
  const read = schema.safeParse(json(path, content));
  if (read.success) return read.data;
  const faults = read.error.issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`);
  throw new Error(`${path}: ${faults.join('; ')}.`);
}

function json(path: string, content: string): unknown {
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new Error(`${path}: it is no JSON (${error instanceof Error ? error.message : String(error)}).`);
  }
}
