import { ActionExecution } from './action-execution.js';
import { ActionLock } from './action-lock.js';
import { Executors } from './executors.js';
import { FlagExecutor } from './flag-executor.js';

export const executeActions = [ActionExecution, ActionLock, Executors, FlagExecutor];
