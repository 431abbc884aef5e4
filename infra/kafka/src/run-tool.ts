import { spawn } from 'node:child_process';

export type ToolResult = { code: number | null; output: string };

/** Runs a program to its end and keeps what it printed; `undefined` when there is no such program. */
export function runTool(command: string, args: readonly string[]): Promise<ToolResult | undefined> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-20_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' ? resolve(undefined) : reject(error),
    );
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** The line of a tool's output that says most: the innermost cause, else the first error, else the last line. */
export function tellingLine(output: string): string {
  const lines = output.split('\n').flatMap((line) => (line.trim() ? [line.trim()] : []));
  const cause = lines.findLast((line) => line.startsWith('Caused by: '))?.slice('Caused by: '.length);
  const thrown = lines.find((line) => /^[\w.$]*(Exception|Error): /.test(line));
  return (
    cause ?? thrown ?? lines.find((line) => /\b(ERROR|FATAL)\b/.test(line)) ?? lines.at(-1) ?? 'no message'
  );
}
