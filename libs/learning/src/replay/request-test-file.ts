import type { IncidentCase } from '../case/incident-case.js';
import { oneLine } from '../wording.js';
import type { ReplayableRequest } from './replayable-request.js';
import { literal, property, propertyName } from './source-text.js';

/** One test of the file: what is sent, and what must come back. */
export type RequestTest = {
  name: string;
  request: ReplayableRequest;
  /** Lines of code that look at `response.status` and `response.body`. */
  expectations: readonly string[];
  /** Sent once for each of so many users; where the body holds `user-0`, it holds their number. */
  users?: number;
};

/**
 * A vitest file that needs nothing but vitest and `TARGET_URL`. (Not `BASE_URL`: vitest sets that one itself, to `/`.)
 * `TARGET_AUTHORIZATION`, if given, is sent as the header of that name.
 */
export function requestTestFile(
  incident: IncidentCase,
  { suite, target, tests }: { suite: string; target: string; tests: readonly RequestTest[] },
): string {
  const name = (n: number) => (tests.length === 1 ? 'request' : `request${n + 1}`);
  const leftOut = [...new Set(tests.flatMap(({ request }) => request.leftOut))];
  return `import process from "node:process";
import { describe, expect, it } from "vitest";

// Taught by ${oneLine(incident.id)}: ${oneLine(incident.service)} in ${oneLine(incident.environment)}.
// Run it against ${target}: TARGET_URL=http://localhost:3000 npx vitest run
// TARGET_AUTHORIZATION, if set, is sent as the header authorization.
${leftOut.map((what) => `// Left out of the recorded request: ${what}.\n`).join('')}${tests
  .map(({ request }, n) => `const ${name(n)} = {\n${requestLines(request).join('\n')}\n};\n`)
  .join('\n')}
describe(${literal(suite)}, () => {
${tests.map((test, n) => testLines(test, name(n))).join('\n')}});

async function send({ path, headers, ...init }: {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: string;
}) {
  const baseUrl = process.env.TARGET_URL?.replace(/\\/+$/, "");
  if (!baseUrl) throw new Error("Set TARGET_URL to ${target === 'any deployment' ? 'the deployment to test' : target}.");

  const authorization = process.env.TARGET_AUTHORIZATION;
  const response = await fetch(\`\${baseUrl}\${path}\`, {
    ...init,
    headers: { ...headers, ...(authorization ? { authorization } : {}) },
    redirect: "manual",
    signal: AbortSignal.timeout(10_000),
  });
  return { status: response.status, body: await response.text() };
}
`;
}

function testLines({ name, expectations, users }: RequestTest, request: string): string {
  if (users !== undefined) return testOfUsers({ name, expectations, users }, request);
  return `  it(${literal(name)}, async () => {
    const response = await send(${request});

${expectations.map((line) => `    ${line}\n`).join('')}  }, 15_000);
`;
}

function testOfUsers(
  { name, expectations, users }: { name: string; expectations: readonly string[]; users: number },
  request: string,
): string {
  return `  it(${literal(name)}, async () => {
    for (let user = 0; user < ${users}; user += 1) {
      const body = ${request}.body.replace("user-0", \`user-\${user}\`);
      const response = await send({ ...${request}, body });

${expectations.map((line) => `      ${line}\n`).join('')}    }
  }, 60_000);
`;
}

function requestLines({ method, path, headers, body }: ReplayableRequest): string[] {
  return [
    property('  ', 'method', literal(method)),
    property('  ', 'path', literal(path)),
    ...headerLines(headers),
    ...(body === undefined ? [] : [property('  ', 'body', literal(body))]),
  ];
}

function headerLines(headers: Readonly<Record<string, string>>): string[] {
  const entries = Object.entries(headers);
  if (entries.length === 0) return [];
  return [
    '  headers: {',
    ...entries.map(([name, value]) => property('    ', propertyName(name), literal(value))),
    '  },',
  ];
}
