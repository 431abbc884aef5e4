/** What a signed request asks the fleet to do to itself. */
export type DrillRequest = {
  drill: string;
  service: string;
  environment: string;
  /** How it is to fail: `errors`, `latency`, `silence`, `saturation`, `crash`, `correctness`. */
  failure: string;
  /** What kind of change was behind it then: of `flag` only those with the variant are hit. */
  change?: string;
  /** Share of the requests that it is to hit. */
  intensity: number;
  seconds: number;
};
