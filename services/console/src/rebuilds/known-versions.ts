import { readModels, signalReadModels } from '@hormesis/read-models';

/** The read models of this release, by name and version. */
export const ownProjections: readonly { name: string; version: number }[] = [
  ...readModels,
  ...signalReadModels,
];
