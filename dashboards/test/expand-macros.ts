/** Writes out the macros and variables that Grafana would, for a range of the last two days. */
export function expandMacros(sql: string): string {
  return sql
    .replace(
      /\$__timeFilter\(([^)]+)\)/g,
      "$1 BETWEEN now() - interval '2 days' AND now() + interval '1 hour'",
    )
    .replace(
      /\$__timeGroupAlias\(([^,]+),\s*'(\d+)d'\)/g,
      "date_bin('$2 days', $1, timestamptz 'epoch') AS time",
    )
    .replace(/\$\{service:sqlstring\}/g, "'checkout', 'payments'");
}
