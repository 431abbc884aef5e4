import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { defineFlag, type Flag, scheduleRamp } from '@hormesis/flags';
import { type ArtefactFile, parseFlagdFile, parseRampFile } from '@hormesis/learning';
import { FlagdCore } from '@openfeature/flagd-core';
import { z } from 'zod';
import { type Check, checked } from './verdict.js';

type Definitions = ReturnType<typeof parseFlagdFile>;

const users = ['ana', 'ben', 'cleo'];
const rampRules = 'ramp schedule';

/** Evaluates flag definitions with flagd’s own library, and holds ramp policies against the rules of our ramps. */
export function checkFlags(files: readonly ArtefactFile[]): Check[] {
  const documents = files.filter(({ path }) => path.endsWith('.flagd.json'));
  const ramps = files.filter(({ path }) => path.endsWith('.ramp.json'));
  const version = versionOf('@openfeature/flagd-core');
  if (documents.length + ramps.length === 0) {
    return [checked('flagd-core', version, false, 'There is no file *.flagd.json nor *.ramp.json to check.')];
  }
  const definitions: Definitions = {};
  const ofDocuments = documents.map((file) => {
    const { path } = file;
    const said = evaluated(file, definitions);
    return checked(
      'flagd-core',
      version,
      !('fault' in said),
      `${path}: ${'fault' in said ? said.fault : said.says}`,
    );
  });
  const ofRamps = ramps.map((file) => {
    const fault = faultOfRamp(file, definitions);
    const said = fault ?? 'a ramp can be scheduled so.';
    return checked(rampRules, '', fault === undefined, `${file.path}: ${said}`);
  });
  return [...ofDocuments, ...ofRamps];
}

function evaluated(file: ArtefactFile, known: Definitions): { fault: string } | { says: string } {
  const read = readAs(parseFlagdFile, file);
  if ('fault' in read) return { fault: `it is no flagd document: ${read.fault}` };
  const { content } = file;
  const said: string[] = [];
  for (const [key, definition] of Object.entries(read.value)) {
    const refused = defineFlag(undefinedFlag(key), { definition });
    if ('refused' in refused) return { fault: refused.because };
    known[key] = definition;
    if (definition.state === 'DISABLED') {
      said.push(`${key} is off for everybody`);
      continue;
    }
    const given = users.map((user) => variantFor(content, key, definition, user));
    const failed = given.find((one) => 'fault' in one);
    if (failed && 'fault' in failed) return { fault: `${key} cannot be evaluated: ${failed.fault}` };
    said.push(
      `${key} gives ${[...new Set(given.map((one) => ('variant' in one ? one.variant : '')))].join(', ')}`,
    );
  }
  return { says: `${said.join('; ')}.` };
}

function variantFor(
  document: string,
  key: string,
  { variants, defaultVariant }: Definitions[string],
  targetingKey: string,
): { variant: string } | { fault: string } {
  const core = new FlagdCore(undefined, undefined, { disableDynamicCodeGeneration: true });
  core.setConfigurations(document);
  const [value] = Object.values(variants);
  try {
    const { variant } =
      typeof value === 'boolean'
        ? core.resolveBooleanEvaluation(key, false, { targetingKey })
        : typeof value === 'string'
          ? core.resolveStringEvaluation(key, '', { targetingKey })
          : typeof value === 'number'
            ? core.resolveNumberEvaluation(key, 0, { targetingKey })
            : core.resolveObjectEvaluation(key, {}, { targetingKey });
    return { variant: variant ?? defaultVariant ?? 'the code default' };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

/** A policy for a flag whose definition is not among the files is held against two plain variants. */
function faultOfRamp(file: ArtefactFile, definitions: Definitions): string | undefined {
  const read = readAs(parseRampFile, file);
  if ('fault' in read) return `it is no ramp policy: ${read.fault}`;
  const { flag: key, ...policy } = read.value;
  const known = definitions[key];
  const plain = {
    state: 'ENABLED',
    variants: { [policy.variant]: true, rest: false },
    defaultVariant: 'rest',
  } as const;
  const { targeting: _, ...definition } = known ?? { ...plain, targeting: undefined };
  const rest = Object.keys(definition.variants).find((variant) => variant !== policy.variant) ?? null;
  const safe = { ...definition, state: 'ENABLED' as const, defaultVariant: rest };
  const decision = scheduleRamp({ ...undefinedFlag(key), definition: safe, revision: 1 }, policy);
  return 'refused' in decision ? decision.because : undefined;
}

function undefinedFlag(key: string): Flag {
  return {
    key,
    definition: undefined,
    service: undefined,
    environment: undefined,
    revision: 0,
    ramp: undefined,
    schedule: undefined,
    flippedBy: undefined,
  };
}

function readAs<T>(parse: (file: ArtefactFile) => T, file: ArtefactFile): { value: T } | { fault: string } {
  try {
    return { value: parse(file) };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return { fault: said.replace(`${file.path}: `, '') };
  }
}

/** The version of an installed package. */
export function versionOf(name: string): string {
  const packageFile = packageFileOf(name);
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(packageFile, 'utf8')));
  return version;
}

function packageFileOf(name: string): string {
  let directory = dirname(createRequire(import.meta.url).resolve(name));
  for (;;) {
    const file = join(directory, 'package.json');
    try {
      if (JSON.parse(readFileSync(file, 'utf8')).name === name) return file;
    } catch {
      // Not here: look one directory higher.
    }
    const above = dirname(directory);
    if (above === directory) throw new Error(`The package ${name} has no package.json.`);
    directory = above;
  }
}
