import type { ArtefactFile } from '@hormesis/learning';
import { runTool } from './run-tool.js';
import { type Check, checked, notChecked } from './verdict.js';
import { withFiles } from './with-files.js';

const timeoutMs = 120_000;

/** `promtool check rules` and `promtool test rules` over the rule files of an alert. */
export function checkRules(files: readonly ArtefactFile[], promtool: string): Promise<Check[]> {
  const rules = files.filter(({ path }) => path.endsWith('.rules.yml')).map(({ path }) => path);
  const tests = files.filter(({ path }) => path.endsWith('.test.yml')).map(({ path }) => path);
  return withFiles(files, async (directory) => {
    const version = await versionOf(promtool, directory);
    if (version === undefined) {
      return [notChecked('promtool was not found. Install Prometheus, or name it in HORMESIS_PROMTOOL.')];
    }
    const run = async (what: 'check' | 'test', paths: readonly string[]): Promise<Check> => {
      const tool = `promtool ${what} rules`;
      if (paths.length === 0) {
        return checked(
          tool,
          version,
          false,
          `There is no file *.${what === 'check' ? 'rules' : 'test'}.yml to run it on.`,
        );
      }
      const ran = await runTool(promtool, [what, 'rules', ...paths], { cwd: directory, timeoutMs });
      if (ran.outcome === 'missing') return notChecked('promtool was not found.');
      if (ran.outcome === 'too-long') {
        return checked(tool, version, false, `It took longer than ${timeoutMs / 1000} s.\n${ran.output}`);
      }
      return checked(tool, version, ran.code === 0, ran.output.replaceAll(directory, '.'));
    };
    return [await run('check', rules), await run('test', tests)];
  });
}

async function versionOf(promtool: string, cwd: string): Promise<string | undefined> {
  const ran = await runTool(promtool, ['--version'], { cwd, timeoutMs });
  if (ran.outcome !== 'ran' || ran.code !== 0) return undefined;
  return /version (\S+)/.exec(ran.output)?.[1]?.replace(/,$/, '') ?? 'unknown';
}
