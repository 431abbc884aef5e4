import type { Command } from 'commander';

export type ScopeOptions = { service: string; environment: string };

/** Where something holds; without an option everywhere. */
export function withScope(command: Command): Command {
  return command
    .option('--service <name>', 'a service', '*')
    .option('--environment <name>', 'an environment', '*');
}

/** `checkout in production`. */
export function inWords({ service, environment }: ScopeOptions): string {
  const where = environment === '*' ? 'all environments' : environment;
  return `${service === '*' ? 'all services' : service} in ${where}`;
}
