import type { ActionRequest, Executor } from './executor.js';

/** The first that takes the action; else one that refuses it with the reasons of all. */
export async function chooseExecutor(inTurn: readonly Executor[], request: ActionRequest): Promise<Executor> {
  const reasons: string[] = [];
  for (const executor of inTurn) {
    const taking = await executor.takes(request);
    if (taking.mine) return executor;
    if (taking.because) reasons.push(taking.because);
  }
  return refusing(reasons.join(' '));
}

function refusing(reason: string): Executor {
  return {
    name: 'nobody',
    oneAtATime: false,
    takes: async () => ({ mine: true }),
    execute: async () => ({ kind: 'refused', reason }),
    undo: async () => ({ kind: 'refused', reason }),
  };
}
