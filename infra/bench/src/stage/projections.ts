import type { Projection } from '@hormesis/projection';
import { readModels } from '@hormesis/read-models';

export const timelineEntry = named('timeline_entry');
export const deploymentState = named('deployment_state');

function named(name: string): Projection {
  const found = readModels.find((projection) => projection.name === name);
  if (!found) throw new Error(`There is no projection ${name}.`);
  return found;
}
