import { ActionExecution } from './action-execution.js';
import { ActionLock } from './action-lock.js';
import { ChangesTakenBack } from './changes-taken-back.js';
import { Executors } from './executors.js';
import { FlagExecutor } from './flag-executor.js';
import { ToldGatesTable } from './told-gates.js';

export const executeActions = [
  ActionExecution,
  ActionLock,
  ChangesTakenBack,
  Executors,
  FlagExecutor,
  ToldGatesTable,
];
