/** `anomaly.detected` as a CloudEvent in structured mode: the onset is now. */
export function anomalyEvent(id: string, service: string, environment: string): Record<string, unknown> {
  const now = new Date().toISOString();
  const type = 'dev.cdeventsx.hormesis-anomaly.detected.0.1.0';
  const envelope = { id: `anomaly-${id}`, source: '/bench', type };
  const content = {
    service: { id: service },
    environment: { id: environment },
    metric: 'http.errors',
    onset: now,
    method: 'bench',
    observed: 0.5,
    expected: 0.01,
  };
  const context = { specversion: '0.5.1', ...envelope, timestamp: now };
  return {
    specversion: '1.0',
    ...envelope,
    subject: `anomaly-${id}`,
    time: now,
    datacontenttype: 'application/json',
    data: { context, subject: { id: `anomaly-${id}`, content } },
  };
}
