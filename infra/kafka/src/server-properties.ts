import type { Listeners } from './listeners.js';

/** The settings of one small broker that is its own controller. */
export function serverProperties(logFolder: string, { port, controllerPort }: Listeners): string {
  const settings = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    'controller.listener.names': 'CONTROLLER',
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'log.dirs': logFolder.replaceAll('\\', '/'),
    'auto.create.topics.enable': false,
    'default.replication.factor': 1,
    ...internalTopic('offsets.topic', 4),
    ...internalTopic('transaction.state.log', 4),
    ...internalTopic('share.coordinator.state.topic', 1),
    'transaction.state.log.min.isr': 1,
    'share.coordinator.state.topic.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
    'message.max.bytes': 4 * 1024 * 1024,
    'num.network.threads': 2,
    'num.io.threads': 2,
    'background.threads': 2,
    'log.cleaner.dedupe.buffer.size': 8 * 1024 * 1024,
  };
  return `${Object.entries(settings)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n')}\n`;
}

function internalTopic(name: string, partitions: number) {
  return { [`${name}.replication.factor`]: 1, [`${name}.num.partitions`]: partitions };
}
