import { readFileSync } from 'node:fs';

type Node = { id: number; callFrame: { functionName: string; url: string; lineNumber: number } };
type Profile = { nodes: Node[]; samples: number[]; timeDeltas: number[] };
type Share = { what: string; percent: number };

/** Where the time of a CPU profile was spent itself: by package, and by function. */
export function summaryOfProfile(file: string): { seconds: number; packages: Share[]; functions: Share[] } {
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(file, 'utf8')) as Profile;
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const packages = new Map<string, number>();
  const functions = new Map<string, number>();
  let total = 0;
  for (const [at, id] of samples.entries()) {
    const frame = frames.get(id);
    const time = timeDeltas[at] ?? 0;
    if (!frame || frame.functionName === '(idle)') continue;
    total += time;
    const place = packageOf(frame);
    add(packages, place, time);
    add(functions, `${frame.functionName || '(anonymous)'} ${place}:${frame.lineNumber + 1}`, time);
  }
  return {
    seconds: total / 1e6,
    packages: shares(packages, total, 20),
    functions: shares(functions, total, 30),
  };
}

function packageOf({ url, functionName }: Node['callFrame']): string {
  if (functionName === '(garbage collector)') return 'garbage collector';
  const own = /\/(libs|infra|services)\/(.+?)\/dist\//.exec(url);
  if (own) return `${own[2]}`;
  const other = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/.exec(url);
  if (other) return other[1] ?? url;
  return url.startsWith('node:') ? url : 'engine';
}

function add(sums: Map<string, number>, key: string, time: number): void {
  sums.set(key, (sums.get(key) ?? 0) + time);
}

function shares(sums: ReadonlyMap<string, number>, total: number, most: number): Share[] {
  return [...sums]
    .sort((one, other) => other[1] - one[1])
    .slice(0, most)
    .map(([what, time]) => ({ what, percent: Math.round((1000 * time) / total) / 10 }));
}
