import { setTimeout as sleep } from 'node:timers/promises';
import type { Backtest } from '@hormesis/api';
import { CliError } from '../cli/cli-error.js';
import { type OutputOptions, say } from '../cli/output.js';
import type { Server } from '../cli/server.js';
import { type BarView, barView } from './bar-view.js';

const lookEveryMs = 300;
/** A server that is being restarted is waited for. */
const patienceMs = 60_000;

/**
 * Shows how far a backtest is until it has ended. Ctrl-C calls it off.
 * @throws CliError when it is interrupted, or the server is gone for too long
 */
export async function follow(server: Server, asked: Backtest, options: OutputOptions): Promise<Backtest> {
  const address = `/api/backtests/${encodeURIComponent(asked.id)}`;
  const view = barView(options);
  const leaving = new AbortController();
  const leave = () => leaving.abort();
  process.once('SIGINT', leave);
  try {
    return await look(server, address, asked, view, leaving.signal);
  } catch (error) {
    if (!leaving.signal.aborted) throw error;
    view.clear();
    await server.delete(address);
    say(options, `Backtest ${asked.id} is called off.`);
    throw new CliError('interrupted', 'Interrupted, so the backtest was called off.');
  } finally {
    process.off('SIGINT', leave);
    view.clear();
  }
}

async function look(
  server: Server,
  address: string,
  asked: Backtest,
  view: BarView,
  signal: AbortSignal,
): Promise<Backtest> {
  let gone: number | undefined;
  for (let known = asked; ; ) {
    if (known.state !== 'waiting' && known.state !== 'running') return known;
    view.show(known);
    await sleep(lookEveryMs, undefined, { signal });
    try {
      known = await server.json<Backtest>(address);
      gone = undefined;
    } catch (error) {
      gone ??= performance.now();
      const mayPass = error instanceof CliError && error.code === 'unavailable';
      if (!mayPass || performance.now() - gone > patienceMs) throw error;
    }
  }
}
