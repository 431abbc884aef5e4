import {
  type Backtest,
  backtest,
  type FailureClassSummary,
  type Proposal,
  type StartDrill,
} from '@hormesis/api';
import { at } from './commands.js';
import { send, sendFor } from './http.js';

export const assignProposal = (id: string, body: { owner: string; due?: string }) =>
  send('POST', at('proposals', id, 'assign'), body);
export const editFiles = (id: string, body: { files: Proposal['files']; note?: string }) =>
  send('PUT', at('proposals', id, 'files'), body);
export const retireProposal = (id: string, reason: string) =>
  send('POST', at('proposals', id, 'retire'), { reason });

/** The case of an incident was put into another class. */
export const correctClass = (
  incident: string,
  body: { class: FailureClassSummary['class']; reason: string },
) => send('POST', at('incidents', incident, 'class'), body);

export const startBacktest = (proposal: string): Promise<Backtest> =>
  sendFor('POST', at('backtests'), { proposal }, backtest);
export const cancelBacktest = (id: string): Promise<Backtest> =>
  sendFor('DELETE', at('backtests', id), undefined, backtest);

export const startDrill = (body: Partial<StartDrill>) => send('POST', at('drills'), body);
export const stopDrill = (id: string) => send('DELETE', at('drills', id));
