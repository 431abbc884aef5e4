import { BacktestQueue } from './backtest-queue.js';
import { BacktestReaction } from './backtest-reaction.js';
import { BacktestRunner } from './backtest-runner.js';
import { BacktestStore } from './backtest-store.js';
import { ConcludeProposal } from './conclude-proposal.js';

export { BacktestsController } from './backtests.controller.js';

/** What runs backtests: queue, runner, and the reaction to new proposals. */
export const runBacktests = [
  BacktestStore,
  BacktestQueue,
  ConcludeProposal,
  BacktestRunner,
  BacktestReaction,
];
