import type { Command } from 'commander';
import pc from 'picocolors';
import { type CommonOptions, run, serverCommand } from '../cli/command.js';
import { exitCode } from '../cli/exit-code.js';
import { printResult } from '../cli/output.js';
import { Server } from '../cli/server.js';
import { table } from '../cli/table.js';
import { type Finding, findings } from './findings.js';

export function doctorCommand(): Command {
  return serverCommand('doctor', 'check a running server, and say what to do about what is wrong').action(
    run(async (options: CommonOptions) => {
      const server = Server.find(options);
      const found = await findings(server);
      printResult(options, { url: server.url, findings: found }, () => lines(found));
      if (found.some(({ level }) => level === 'wrong')) process.exitCode = exitCode.failed;
    }),
  );
}

const marks = { good: pc.green('ok   '), odd: pc.yellow('look '), wrong: pc.red('wrong') };

function lines(found: readonly Finding[]): string[] {
  const rows = table(found.map(({ level, what, detail }) => [marks[level], what, detail]));
  const advice = found
    .filter(({ advice }) => advice !== undefined)
    .map(({ what, advice }) => `${what}: ${advice}`);
  return advice.length === 0 ? rows : [...rows, '', ...advice];
}
