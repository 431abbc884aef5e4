/**
 * A module that is loaded before the test: connections to anything but the target are refused. It keeps a test to its
 * target; it is no sandbox against code that means harm.
 */
export const onlyTarget = `import net from 'node:net';
import process from 'node:process';

const allowed = new Set((process.env.HORMESIS_TEST_ONLY ?? '').split(','));
const connect = net.Socket.prototype.connect;

net.Socket.prototype.connect = function (...args) {
  const first = Array.isArray(args[0]) ? args[0][0] : args[0];
  const options = typeof first === 'object' && first !== null ? first : { port: first, host: args[1] };
  const host = typeof options.host === 'string' ? options.host : 'localhost';
  if (options.path !== undefined || !allowed.has(\`\${host}:\${options.port}\`)) {
    throw new Error(\`This test may reach its target only, not \${options.path ?? \`\${host}:\${options.port}\`}.\`);
  }
  return connect.apply(this, args);
};
`;

/** The host and port of an address, as connections name them. */
export function endpointOf(address: string): string {
  const { hostname, port, protocol } = new URL(address);
  const host = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
  return `${host}:${port === '' ? (protocol === 'https:' ? 443 : 80) : port}`;
}
