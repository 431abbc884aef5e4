import { stripTypeScriptTypes } from 'node:module';
import { runInNewContext } from 'node:vm';
import { expect } from './expect.js';
import type { Preview } from './guards.js';

type Case = { name: string; run: () => Promise<void> };

/**
 * Runs a proposed test file as it stands, types taken off, with the requests that it sends answered by a simulated
 * preview. Tells the names of the tests that fail.
 */
export async function runTestFile(source: string, preview: Preview): Promise<string[]> {
  const cases: Case[] = [];
  const plain = stripTypeScriptTypes(source).replace(/^import .*$/gm, '');
  const fetch = async (
    url: string,
    init: { method: string; headers?: Record<string, string>; body?: string },
  ) => {
    const { pathname, search } = new URL(url);
    const answer = preview.answer({ ...init, path: `${pathname}${search}` });
    if (!answer) throw new TypeError('fetch failed');
    return { status: answer.status, text: async () => answer.body, arrayBuffer: async () => undefined };
  };
  runInNewContext(plain, {
    ...{ expect, fetch, JSON, String, Number, Boolean, Array, AbortSignal: { timeout: () => undefined } },
    process: { env: { TARGET_URL: 'http://preview.example' } },
    describe: (_suite: string, define: () => void) => define(),
    it: (name: string, run: () => Promise<void>) => cases.push({ name, run }),
  });
  const failed: string[] = [];
  for (const { name, run } of cases) {
    try {
      await run();
    } catch {
      failed.push(name);
    }
  }
  return failed;
}
