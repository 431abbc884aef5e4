import { version } from '@hormesis/platform/local';
import { Command } from 'commander';
import { actionsCommand } from './actions/actions.command.js';
import { attributeCommand } from './attribute/attribute.command.js';
import { backtestCommand } from './backtest/backtest.command.js';
import { backupCommand } from './backup/backup.command.js';
import { restoreCommand } from './backup/restore.command.js';
import { throwUsageErrors } from './cli/usage-error.js';
import { deadLettersCommand } from './dead-letters/dead-letters.command.js';
import { demoCommand } from './demo/demo.command.js';
import { deploymentsCommand } from './deployments/deployments.command.js';
import { detectCommand } from './detect/detect.command.js';
import { devCommand } from './dev/dev.command.js';
import { doctorCommand } from './doctor/doctor.command.js';
import { drillCommand } from './drill/drill.command.js';
import { emitCommand } from './emit/emit.command.js';
import { flagsCommand } from './flags/flags.command.js';
import { gateCommand } from './gate/gate.command.js';
import { incidentCommand } from './incident/incident.command.js';
import { learnCommand } from './learn/learn.command.js';
import { policyCommand } from './policy/policy.command.js';
import { proposalsCommand } from './proposals/proposals.command.js';
import { rebuildCommand } from './rebuild/rebuild.command.js';
import { reportCommand } from './report/report.command.js';
import { statusCommand } from './status/status.command.js';

/** The CLI: what can be called, and how. A command loads what it needs when it runs. */
export function createProgram(): Command {
  const program = new Command('hormesis')
    .description('Mistakes become data, then guards: changes, incidents and what was learnt from them.')
    .version(version)
    .configureHelp({ sortSubcommands: false })
    .addCommand(devCommand())
    .addCommand(demoCommand())
    .addCommand(statusCommand())
    .addCommand(emitCommand())
    .addCommand(deploymentsCommand())
    .addCommand(flagsCommand())
    .addCommand(gateCommand())
    .addCommand(incidentCommand())
    .addCommand(actionsCommand())
    .addCommand(policyCommand())
    .addCommand(proposalsCommand())
    .addCommand(drillCommand())
    .addCommand(detectCommand())
    .addCommand(attributeCommand())
    .addCommand(backtestCommand())
    .addCommand(learnCommand())
    .addCommand(reportCommand())
    .addCommand(doctorCommand())
    .addCommand(deadLettersCommand())
    .addCommand(rebuildCommand())
    .addCommand(backupCommand())
    .addCommand(restoreCommand());
  throwUsageErrors(program);
  return program;
}
