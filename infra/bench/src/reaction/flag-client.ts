import { setTimeout as wait } from 'node:timers/promises';
import { OFREPProvider } from '@openfeature/ofrep-provider';
import { type Client, OpenFeature } from '@openfeature/server-sdk';

/** Between two evaluations, milliseconds. */
const restMs = 2;

/** A service that uses flags: the SDK of OpenFeature, with its provider for OFREP, asking for each evaluation. */
export class FlagClient {
  private constructor(private readonly client: Client) {}

  static async connect(baseUrl: string, token: string): Promise<FlagClient> {
    await OpenFeature.setProviderAndWait(
      new OFREPProvider({ baseUrl, headers: [['Authorization', `Bearer ${token}`]] }),
    );
    return new FlagClient(OpenFeature.getClient());
  }

  /** Evaluates until the answer is as wanted; `false` when that takes too long. */
  async until(flag: string, wanted: boolean, patienceMs: number): Promise<boolean> {
    for (const end = performance.now() + patienceMs; performance.now() < end; await wait(restMs)) {
      if ((await this.client.getBooleanValue(flag, false, { targetingKey: 'bench' })) === wanted) return true;
    }
    return false;
  }

  /** Evaluates for a dozen users until none of them has it; `false` when that takes too long. */
  async untilForUsers(flag: string, patienceMs: number): Promise<boolean> {
    const users = Array.from({ length: 12 }, (_, user) => `user-${user}`);
    for (const end = performance.now() + patienceMs; performance.now() < end; await wait(5)) {
      const have = await Promise.all(
        users.map((targetingKey) => this.client.getBooleanValue(flag, false, { targetingKey })),
      );
      if (!have.includes(true)) return true;
    }
    return false;
  }

  async close(): Promise<void> {
    await OpenFeature.close();
  }
}
