import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { outputCommand, serverCommand } from '../src/cli/command.js';
import { exitCode, exitMeaning } from '../src/cli/exit-code.js';
import { createProgram } from '../src/program.js';
import { callable, optionRow, rowsByHeading } from './harness/document.js';

const reference = readFileSync(
  join(import.meta.dirname, '..', '..', '..', 'docs', 'reference', 'cli.md'),
  'utf8',
);
const rows = rowsByHeading(reference);
const commands = callable(createProgram());
const ofAll = outputCommand('any', '').options.map(optionRow);
const ofServer = serverCommand('any', '')
  .options.map(optionRow)
  .filter((row) => !ofAll.includes(row));

describe('docs/reference/cli.md', () => {
  it('names the options that all commands have', () => {
    expect(rows.get('Options of every command')).toEqual(ofAll);
    expect(rows.get('Options to reach the server')).toEqual(ofServer);
  });

  it.each(commands)('tells all about $name, and nothing else', ({ name, command }) => {
    const args = command.registeredArguments.map((argument) => ` <${argument.name()}>`).join('');
    const heading = `\`hormesis ${name}${args}\``;
    expect([...rows.keys()]).toContain(heading);
    const own = command.options
      .map(optionRow)
      .filter((row) => !ofAll.includes(row) && !ofServer.includes(row));
    expect(rows.get(heading)).toEqual(own);
    const section = reference.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
    expect(section.replaceAll('\n', ' ').toLowerCase()).toContain(command.description().toLowerCase());
  });

  it('describes no command that is not there', () => {
    const documented = [...rows.keys()].filter((heading) => heading.startsWith('`hormesis '));
    expect(documented).toHaveLength(commands.length);
  });

  it('lists every exit code and its meaning', () => {
    expect(rows.get('Exit codes')).toEqual(
      Object.entries(exitMeaning).map(
        ([name, meaning]) => `| ${exitCode[name as keyof typeof exitCode]} | \`${name}\` | ${meaning} |`,
      ),
    );
  });
});
