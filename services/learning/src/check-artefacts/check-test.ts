import { readFile, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import process from 'node:process';
import type { ArtefactFile } from '@hormesis/learning';
import { z } from 'zod';
import { endpointOf, onlyTarget } from './only-target.js';
import { runTool } from './run-tool.js';
import type { Target } from './targets.js';
import { type Check, checked, notChecked } from './verdict.js';
import { withFiles } from './with-files.js';

/** A test must come out the same so many times. */
const times = 10;
const timeoutMs = { runs: 240_000, reach: 5_000 };

const report = z.object({
  testResults: z.array(
    z.object({
      status: z.string(),
      assertionResults: z.array(
        z.object({ status: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
});

/** How many runs of a test passed, and how many failed by what they assert. */
type Runs = { passed: number; failed: number; message: string };

/** Runs a vitest file against the version that failed and against the good one: ten times each. */
export async function checkTest(
  files: readonly ArtefactFile[],
  targets: { bad: Target; good: Target },
): Promise<Check[]> {
  const vitest = findVitest();
  if (!vitest) return [notChecked('vitest was not found. Install it beside the learning service.')];
  const bad = await against(vitest, files, targets.bad, 'failed');
  const good = await against(vitest, files, targets.good, 'passed');
  return [bad, good];
}

type Vitest = { program: string; modules: string; version: string };

async function against(
  vitest: Vitest,
  files: readonly ArtefactFile[],
  target: Target,
  expected: 'failed' | 'passed',
): Promise<Check> {
  const which = expected === 'failed' ? 'the version that failed' : 'the good version';
  if ('because' in target) return notChecked(`vitest against ${which}: ${target.because}`);
  if (!(await isReached(target.url))) {
    return notChecked(`vitest against ${which}: nothing answers at ${target.url}.`);
  }
  const tool = `vitest against ${which}`;
  const ran = await runs(vitest, files, target.url);
  if (typeof ran === 'string') return checked(tool, vitest.version, false, ran);
  const count = ran[expected];
  const says =
    count === 0
      ? `It should have ${expected} against ${target.url}, and did not. ${ran.message}`
      : `${count} of ${times} runs ${expected} against ${target.url}. ${ran.message}`;
  return checked(tool, vitest.version, count === times, says);
}

/**
 * Runs ten copies of the file one after the other in one process, each read anew and with requests of its own; a sentence
 * if that could not be done.
 */
function runs(
  { program, modules }: Vitest,
  files: readonly ArtefactFile[],
  url: string,
): Promise<Runs | string> {
  const copies = Array.from({ length: times }, (_, n) =>
    files.map((file) => ({ ...file, path: `run-${n + 1}/${file.path}` })),
  ).flat();
  return withFiles(copies, async (directory) => {
    await symlink(modules, join(directory, 'node_modules'));
    const guard = join(directory, 'only-target.mjs');
    await writeFile(guard, onlyTarget);
    const output = join(directory, 'report.json');
    const args = [
      program,
      'run',
      '--root',
      directory,
      '--no-color',
      '--no-isolate',
      '--no-file-parallelism',
      '--reporter=json',
      `--outputFile=${output}`,
    ];
    const ran = await runTool(process.execPath, args, {
      cwd: directory,
      timeoutMs: timeoutMs.runs,
      env: {
        TARGET_URL: url,
        HORMESIS_TEST_ONLY: endpointOf(url),
        NODE_OPTIONS: `--import=${guard}`,
        CI: '1',
      },
    });
    if (ran.outcome === 'too-long') return `It took longer than ${timeoutMs.runs / 1000} s against ${url}.`;
    const text = await readFile(output, 'utf8').catch(() => undefined);
    if (ran.outcome === 'missing' || text === undefined) {
      return `vitest could not run it. ${ran.outcome === 'ran' ? ran.output.slice(-2_000) : ''}`;
    }
    return countedIn(text, directory);
  });
}

/** A file counts as failed only if one of its tests did: one that cannot be read proves nothing. */
function countedIn(text: string, directory: string): Runs | string {
  const { testResults } = report.parse(JSON.parse(text));
  const failed = testResults.filter(({ assertionResults }) => assertionResults.some(isFailed));
  const passed = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'passed' && assertionResults.some((one) => one.status === 'passed'),
  );
  const [message = ''] = failed.flatMap(({ assertionResults }) =>
    assertionResults.filter(isFailed).flatMap(({ failureMessages }) => failureMessages ?? []),
  );
  const [line = ''] = message.split('\n');
  return { passed: passed.length, failed: failed.length, message: line.replaceAll(directory, '.') };
}

function isFailed({ status }: { status: string }): boolean {
  return status === 'failed';
}

/** Whether anything answers there; what it answers does not matter. */
async function isReached(url: string): Promise<boolean> {
  return fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(timeoutMs.reach) }).then(
    async (response) => {
      await response.body?.cancel();
      return true;
    },
    () => false,
  );
}

function findVitest(): Vitest | undefined {
  try {
    const packageFile = createRequire(import.meta.url).resolve('vitest/package.json');
    const { version } = createRequire(import.meta.url)('vitest/package.json') as { version: string };
    const home = dirname(packageFile);
    return { program: join(home, 'vitest.mjs'), modules: dirname(home), version };
  } catch {
    return undefined;
  }
}
