import type { IncidentAction } from '@hormesis/api';
import type { ActionOrder } from '../../api/commands.js';

type Judgeable = Pick<IncidentAction, 'state' | 'verdict'>;

/** What can be ordered about an action as it is; a verdict that is there can only be turned round. */
export function ordersFor({ state, verdict }: Judgeable): ActionOrder[] {
  const doing: Partial<Record<Judgeable['state'], ActionOrder[]>> = {
    requested: ['stop'],
    completed: ['undo'],
  };
  const judged: ActionOrder[] =
    state === 'failed' || state === 'refused' || state === 'stopped' || state === 'requested'
      ? []
      : verdict === 'confirmed'
        ? ['reject']
        : verdict === 'wrong'
          ? ['confirm']
          : ['confirm', 'reject'];
  return [...(doing[state] ?? []), ...judged];
}
