/** What a simulated world may be like. Two numbers are a range, one number between 0 and 1 a probability. */
export type Settings = {
  /** Part of the cases in which no change is to blame. */
  none: number;
  services: readonly [number, number];
  replicas: readonly [number, number];
  changes: readonly [number, number];
  /** Minutes between the steps of a roll-out. */
  stepGap: readonly [number, number];
  /** Minutes that are shown before the alert. */
  history: readonly [number, number];
  /** Minutes from the moment it gets worse to the alert. */
  alertDelay: readonly [number, number];
  /** Standard deviation of log latency from minute to minute, and between pods. */
  latencyNoise: readonly [number, number];
  podNoise: readonly [number, number];
  callsPerMinute: readonly [number, number];
  baseErrors: readonly [number, number];
  /** How strong faults are, 1 being usual. */
  severity: readonly [number, number];
  nulls: readonly [number, number];
  missingEdge: number;
  onlyChangedSeen: number;
  noVersion: number;
  sameVersion: number;
  keptNames: number;
  alertMissing: number;
  /** The alert names the service at fault, else one that calls it, the front end, or any. */
  alertAtFault: number;
  alertAnywhere: number;
  restarts: number;
  /** Only a stretch before the changes and one before the alert is shown. */
  twoWindows: number;
};

/** What weights are fitted on. */
export const trainingSettings: Settings = {
  none: 0.5,
  services: [4, 13],
  replicas: [1, 9],
  changes: [1, 6],
  stepGap: [2, 60],
  history: [40, 150],
  alertDelay: [2, 18],
  latencyNoise: [0.03, 0.2],
  podNoise: [0.01, 0.12],
  callsPerMinute: [15, 1_500],
  baseErrors: [0, 0.01],
  severity: [0.4, 1.6],
  nulls: [0, 0.12],
  missingEdge: 0.08,
  onlyChangedSeen: 0.35,
  noVersion: 0.2,
  sameVersion: 0.05,
  keptNames: 0.15,
  alertMissing: 0.15,
  alertAtFault: 0.6,
  alertAnywhere: 0.07,
  restarts: 0.1,
  twoWindows: 0.3,
};

/** What the method is scored on: noisier, sparser, slower, with less told. */
export const scoringSettings: Settings = {
  ...trainingSettings,
  services: [5, 18],
  replicas: [1, 6],
  stepGap: [4, 40],
  history: [30, 110],
  alertDelay: [1, 25],
  latencyNoise: [0.05, 0.25],
  podNoise: [0.02, 0.15],
  callsPerMinute: [8, 600],
  baseErrors: [0, 0.02],
  nulls: [0, 0.25],
  missingEdge: 0.15,
  onlyChangedSeen: 0.2,
  noVersion: 0.3,
  alertMissing: 0.2,
  alertAtFault: 0.5,
  alertAnywhere: 0.1,
  restarts: 0.25,
};
