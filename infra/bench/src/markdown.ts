type Cell = string | number | undefined;

/** Lines of the same columns as a Markdown table; nothing where there are none. */
export function markdown(lines: readonly Readonly<Record<string, Cell>>[]): string {
  const named = lines.flatMap((line) => Object.keys(line).filter((name) => line[name] !== undefined));
  const names = [...new Set(named)];
  if (names.length === 0) return '';
  const rows = [names, names.map(() => '---'), ...lines.map((line) => names.map((name) => cell(line[name])))];
  return `${rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
}

function cell(value: Cell): string {
  if (value === undefined) return '';
  return typeof value === 'number' ? value.toLocaleString('en-GB') : value;
}
