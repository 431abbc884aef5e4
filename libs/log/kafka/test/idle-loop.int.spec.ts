import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import { startTestKafka } from '@hormesis/testing';
import { afterEach, expect, it, vi } from 'vitest';
import { KafkaLog } from '../src/index.js';
import { entry } from './helpers.js';
import { ReceiptsInMemory } from './receipts-in-memory.js';

const queue = createRequire(import.meta.url)('kafkajs/src/network/requestQueue/index.js');

afterEach(() => vi.restoreAllMocks());

it('an idle connection to Kafka arms no timer, and no timer has a negative delay', async () => {
  const warnings: string[] = [];
  const note = (warning: Error) => warnings.push(warning.name);
  process.on('warning', note);
  const { brokers, prefix } = await startTestKafka();
  const log = new KafkaLog({
    brokers,
    partitions: 4,
    topicPrefix: prefix,
    receipts: new ReceiptsInMemory(),
  });
  await log.append('idle', [entry('checkout', 1)]);

  const scheduled = vi.spyOn(queue.prototype, 'scheduleCheckPendingRequests');
  const armed = vi.spyOn(globalThis, 'setTimeout');
  await pause(1000);
  expect({ scheduled: scheduled.mock.calls.length, armed: armed.mock.calls.length }).toEqual({
    scheduled: 0,
    armed: 0,
  });

  await log.append('idle', [entry('checkout', 2)]);
  await log.close();
  process.off('warning', note);
  expect(warnings).not.toContain('TimeoutNegativeWarning');
});
