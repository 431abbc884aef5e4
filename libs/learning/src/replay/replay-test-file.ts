import type { IncidentCase } from '../case/incident-case.js';
import { oneLine } from '../wording.js';
import type { Expectation } from './expectation.js';
import type { ReplayableRequest } from './failing-request.js';
import { literal, property, propertyName } from './source-text.js';

/**
 * A vitest file that needs nothing but vitest and `TARGET_URL`, formatted as Prettier would. (Not `BASE_URL`: vitest
 * sets that one itself, to `/`.)
 */
export function replayTestFile(
  incident: IncidentCase,
  request: ReplayableRequest,
  expectation: Expectation,
): string {
  const suite = `${oneLine(incident.service)} answers the request that failed in ${oneLine(incident.id)}`;
  const name = `${request.method} ${oneLine(request.path)} is answered ${expectation.words}`;
  return `import process from "node:process";
import { describe, expect, it } from "vitest";

// Taught by ${oneLine(incident.id)}: ${oneLine(incident.service)} in ${oneLine(incident.environment)}.
// Run it against any deployment: TARGET_URL=http://localhost:3000 npx vitest run
${request.leftOut.map((what) => `// Left out of the recorded request: ${what}.\n`).join('')}const request = {
${requestLines(request).join('\n')}
};

describe(${literal(suite)}, () => {
  it(${literal(name)}, async () => {
    const baseUrl = process.env.TARGET_URL?.replace(/\\/+$/, "");
    if (!baseUrl) throw new Error("Set TARGET_URL to the deployment to test.");

    const { path, ...init } = request;
    const response = await fetch(\`\${baseUrl}\${path}\`, {
      ...init,
      redirect: "manual",
      signal: AbortSignal.timeout(10_000),
    });
    await response.arrayBuffer();

    expect(response.status).${expectation.matcher};
  }, 15_000);
});
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
