import type { Command, Option } from 'commander';

/** All commands one can call, with their whole name: `flags off`. */
export function callable(
  command: Command,
  path: readonly string[] = [],
): { name: string; command: Command }[] {
  if (command.commands.length === 0) return [{ name: path.join(' '), command }];
  return command.commands.flatMap((child) => callable(child, [...path, child.name()]));
}

/** How an option stands in a table of the reference. */
export function optionRow({
  flags,
  description,
  defaultValue,
  mandatory,
  argChoices,
  negate,
}: Option): string {
  const choices = argChoices ? `${argChoices.join(', ')}: ` : '';
  const known = defaultValue !== undefined && !negate;
  const otherwise = mandatory ? 'required' : known ? `\`${defaultValue}\`` : '';
  return `| \`${flags}\` | ${choices}${description} | ${otherwise} |`;
}

/** The rows of the tables under each heading of a Markdown text, heads left out. */
export function rowsByHeading(markdown: string): Map<string, string[]> {
  const sections = markdown.split(/^## /m).slice(1);
  return new Map(
    sections.map((section) => {
      const [heading = '', ...lines] = section.split('\n');
      const rows = lines.filter((line) => line.startsWith('| ') && !line.includes('---'));
      return [heading.trim(), rows.slice(1)];
    }),
  );
}
