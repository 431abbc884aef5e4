import type { CommandAccepted } from '@hormesis/api';
import type { Command } from 'commander';
import { type CommonOptions, runBriefly, serverCommand } from '../cli/command.js';
import { printResult } from '../cli/output.js';
import { Server } from '../cli/server.js';

type OrderOptions = CommonOptions & { reason?: string };
type Order = 'approve' | 'stop' | 'undo' | 'confirm' | 'reject';

const done: Readonly<Record<Order, string>> = {
  approve: 'is ordered',
  stop: 'is stopped',
  undo: 'is being undone',
  confirm: 'was right',
  reject: 'was wrong',
};

export function orderCommand(order: Order, description: string): Command {
  const command = serverCommand(order, description).argument('<id>', 'the action');
  if (order !== 'approve') command.option('--reason <text>', 'why; it stands on the event');
  return command.action(
    runBriefly(async (id: string, options: OrderOptions) => {
      const { reason } = options;
      const accepted = await Server.find(options).post<CommandAccepted>(
        `/api/actions/${encodeURIComponent(id)}/${order}`,
        reason === undefined ? {} : { reason },
      );
      printResult(options, accepted, () => [
        accepted.events.length === 0 ? `Nothing changed: ${id} was so already.` : `${id} ${done[order]}.`,
      ]);
    }),
  );
}
