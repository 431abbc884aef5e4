/** The broker cannot run here; the message is one line that says why and what to do. */
export class BrokerError extends Error {
  override readonly name = 'BrokerError';
}
