import type { Scenario } from '../scenario.js';
import { fault, healthy, worse } from './parts.js';

/** Retries: the same errors, fewer causes. */
export const burstScenarios = [...of(2, 1), ...of(4, 1), ...of(8, 1), ...of(4, 5)];

function of(burst: number, burstSpread: number): Scenario[] {
  const spread = burstSpread > 1 ? '-spread' : '';
  const how = `bursts of ${burst}${burstSpread > 1 ? ` over ${burstSpread} seconds` : ''}`;
  const good = healthy(`bursts-${burst}${spread}`, `harmless change, errors in ${how}`, {
    burst,
    burstSpread,
  });
  return [
    good,
    fault(`bursts-${burst}${spread}-5x`, `errors times 5 from the change on, in ${how}`, good, {
      effects: [worse(5)],
    }),
  ];
}
