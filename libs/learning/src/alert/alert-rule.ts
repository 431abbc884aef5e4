/** A Prometheus alert, before it is written down. Texts are plain; templates are put on by the writer. */
export type AlertRule = {
  /** Part of file names. */
  name: string;
  alert: string;
  expr: string;
  forMs: number;
  /** How often it is evaluated. */
  intervalMs: number;
  labels: Record<string, string>;
  annotations: { summary: string; description: string };
};
