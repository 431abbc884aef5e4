/** The counters that recorded windows become, as Prometheus would name them. */
export const requestsMetric = 'hormesis_signal_requests_total';
export const badMetric = 'hormesis_signal_bad_total';
export const latencyMetric = 'hormesis_signal_latency_seconds';
