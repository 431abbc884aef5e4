import type { Stage } from '../stage/stage.js';
import { type Service, startService } from '../start-service.js';

export type { Service };

/** Starts the intake alone. */
export function startIntake(stage: Stage, nodeArguments: readonly string[] = []): Promise<Service> {
  return startService('intake', stage, nodeArguments);
}
