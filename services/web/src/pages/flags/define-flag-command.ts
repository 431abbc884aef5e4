/** A `curl` line that defines a flag in flagd's format. */
export function defineFlagCommand(url: string, token: string): string {
  const body = {
    service: 'checkout',
    reason: 'Guards the new checkout',
    definition: { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' },
  };
  return [
    `curl -sS -X PUT '${url}' \\`,
    `  -H "Authorization: Bearer ${token}" \\`,
    "  -H 'Content-Type: application/json' \\",
    `  -d '${JSON.stringify(body, null, 2)}'`,
  ].join('\n');
}
