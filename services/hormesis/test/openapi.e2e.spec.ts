import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataFolder, type Instance, root, start } from './harness/instance.js';

type Specification = Parameters<Validator['validate']>[0];
type Operation = { summary?: string; responses: Record<string, { content?: unknown }> };
type Document = { openapi: string; paths: Record<string, Record<string, Operation>> };

describe('the OpenAPI document', () => {
  const folder = dataFolder();
  let instance: Instance;
  let served: Document;

  beforeAll(async () => {
    instance = await start({ data: folder.path });
    served = (await (await fetch(`${instance.url}/api/openapi.json`)).json()) as Document;
  });
  afterAll(async () => {
    await instance?.interrupt();
    folder.remove();
  });

  it('is the one in docs/reference; `npm run generate` writes it anew', () => {
    const committed: unknown = JSON.parse(readFileSync(join(root, 'docs/reference/openapi.json'), 'utf8'));
    expect(served).toEqual(committed);
  });

  it('is valid OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(
      structuredClone<unknown>(served) as Specification,
    );
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
    expect(served.openapi).toBe('3.1.0');
  });

  it('says of every address under /api and /v1 what it is for', () => {
    const silent = Object.entries(served.paths)
      .filter(([path]) => /^\/(api|v1)\//.test(path))
      .flatMap(([path, operations]) =>
        Object.entries(operations).map(([method, operation]) => ({ path, method, operation })),
      )
      .filter(({ operation }) => !operation.summary)
      .map(({ path, method }) => `${method} ${path}`);
    expect(silent).toEqual([]);
  });

  it('is shown to people at /api/docs', async () => {
    const response = await fetch(`${instance.url}/api/docs`);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('swagger-ui');
  });
});
