import { Stops } from '@hormesis/platform';
import { describe, expect, it } from 'vitest';

function started() {
  const stopped: string[] = [];
  const stops = new Stops();
  const add = (name: string, error?: Error) =>
    stops.add(async () => {
      stopped.push(name);
      if (error) throw error;
    });
  return { stops, stopped, add };
}

describe('what has been started', () => {
  it('is stopped in reverse order, also when one fails; the first failure is told at the end', async () => {
    const { stops, stopped, add } = started();
    add('database');
    add('broker', new Error('the broker hangs'));
    add('app', new Error('the app hangs'));
    await expect(stops.all()).rejects.toThrow('the app hangs');
    expect(stopped).toEqual(['app', 'broker', 'database']);
  });

  it('is stopped once, and without a word when something else has failed', async () => {
    const { stops, stopped, add } = started();
    add('database', new Error('the database hangs'));
    await stops.abandon();
    await stops.all();
    expect(stopped).toEqual(['database']);
  });
});
