import { connect } from 'node:net';

const metadataRequest = { apiKey: 3, apiVersion: 1, correlationId: 1 };

/**
 * Whether a broker on 127.0.0.1 answers and has taken up its work: it lists itself among the brokers of the cluster
 * only then. Asks in Kafka's own protocol.
 */
export function brokerAnswers(port: number, timeoutMs = 1000): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    let received = Buffer.alloc(0);
    const finish = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(timeoutMs, () => finish(false));
    socket.on('error', () => finish(false));
    socket.on('close', () => resolve(false));
    socket.on('connect', () => socket.write(encodeMetadataRequest()));
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      const brokers = brokersListed(received);
      if (brokers !== undefined) finish(brokers > 0);
    });
  });
}

/** Metadata, version 1, of no topic: the least that every broker understands. */
function encodeMetadataRequest(): Buffer {
  const body = Buffer.alloc(14);
  body.writeInt16BE(metadataRequest.apiKey, 0);
  body.writeInt16BE(metadataRequest.apiVersion, 2);
  body.writeInt32BE(metadataRequest.correlationId, 4);
  body.writeInt16BE(-1, 8); // no client id
  body.writeInt32BE(0, 10); // no topics
  const size = Buffer.alloc(4);
  size.writeInt32BE(body.length);
  return Buffer.concat([size, body]);
}

/** The number of brokers in a response; `undefined` while it is incomplete. */
function brokersListed(response: Buffer): number | undefined {
  return response.length >= 12 ? response.readInt32BE(8) : undefined;
}
