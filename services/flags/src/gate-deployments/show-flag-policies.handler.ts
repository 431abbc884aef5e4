import type { FlagFinding, FlagPolicies as Policies } from '@hormesis/api';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { FlagPolicies } from './flag-policies.js';
import { FlagPolicyStreams } from './flag-policy-streams.js';
import { ShowFlagPolicies } from './show-flag-policies.query.js';

@QueryHandler(ShowFlagPolicies)
export class ShowFlagPoliciesHandler implements IQueryHandler<ShowFlagPolicies> {
  constructor(
    private readonly streams: FlagPolicyStreams,
    private readonly policies: FlagPolicies,
  ) {}

  async execute(): Promise<{ policies: Policies; findings: FlagFinding[] }> {
    const all = [...(await this.streams.loadAll()).values()].map(({ state }) => state);
    const items = all.flatMap(({ service, mode }) =>
      mode === undefined || service === '*' ? [] : [{ service, mode }],
    );
    const findings = all.flatMap(({ service, findings }) =>
      findings.map((finding) => ({ service, ...finding, version: finding.version ?? null })),
    );
    findings.sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
    return { policies: { otherwise: await this.policies.modeFor('*'), items }, findings };
  }
}
