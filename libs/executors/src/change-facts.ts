import type { ActionRequest } from './executor.js';

/** What is known of the change that an action takes back. */
export type ChangeFacts = {
  version?: string;
  /** The hash of its commit. */
  commit?: string;
  previousVersion?: string;
  previousCommit?: string;
  /** One line for people. */
  summary?: string;
};

/** Finds the change that an action takes back. Nothing is known of one: no facts. */
export type FactsOf = (request: ActionRequest) => Promise<ChangeFacts>;
