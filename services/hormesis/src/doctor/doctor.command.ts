import type { Command } from 'commander';
import { out } from '../cli/colour.js';
import { type CommonOptions, runBriefly, serverCommand } from '../cli/command.js';
import { exitCode } from '../cli/exit-code.js';
import { printResult } from '../cli/output.js';
import { table } from '../cli/table.js';
import type { Finding } from './finding.js';

export function doctorCommand(): Command {
  return serverCommand(
    'doctor',
    'check this machine and the server, and say what to do about what is wrong',
  ).action(runBriefly(doctor));
}

async function doctor(options: CommonOptions): Promise<void> {
  const [{ localFindings }, { serverFindings }] = await Promise.all([
    import('./local-findings.js'),
    import('./server-findings.js'),
  ]);
  const [local, { url, found }] = await Promise.all([
    localFindings(options.data ?? '.hormesis'),
    serverFindings(options),
  ]);
  const findings = [...local, ...found];
  const healthy = !findings.some(({ level }) => level === 'wrong');
  printResult(options, { url: url ?? null, healthy, findings }, () => lines(findings));
  if (!healthy) process.exitCode = exitCode.failed;
}

const marks = {
  good: out.green('ok'),
  note: out.dim('note'),
  odd: out.yellow('look'),
  wrong: out.red('wrong'),
};

function lines(findings: readonly Finding[]): string[] {
  const rows = table(findings.map(({ level, what, detail }) => [marks[level], what, detail]));
  const remedies = findings.flatMap(({ what, remedy }) => (remedy ? [`${what}: ${remedy}`] : []));
  return remedies.length === 0 ? rows : [...rows, '', ...remedies];
}
