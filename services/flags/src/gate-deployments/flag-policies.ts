import { Database } from '@hormesis/database';
import type { FlagPolicyMode } from '@hormesis/flags';
import { Inject, Injectable } from '@nestjs/common';
import { FlagStreams } from '../flag-streams/flag-streams.js';
import { FLAGS_CONFIG, type FlagsConfig } from '../flags-config.js';
import { FlagPolicyStreams } from './flag-policy-streams.js';

/** Which policy holds for a service, and which flags count. */
@Injectable()
export class FlagPolicies {
  constructor(
    private readonly policies: FlagPolicyStreams,
    private readonly flags: FlagStreams,
    private readonly db: Database,
    @Inject(FLAGS_CONFIG) private readonly config: FlagsConfig,
  ) {}

  /** The service’s own policy, else that of all, else what is configured. */
  async modeFor(service: string): Promise<FlagPolicyMode> {
    const [own, all] = await Promise.all([this.policies.load(service), this.policies.load('*')]);
    return own.state.mode ?? all.state.mode ?? this.config.flagPolicy;
  }

  /** Whether there is a flag of that key: one of ours, or one of another system that we have heard of. */
  async isKnown(flag: string): Promise<boolean> {
    const { state } = await this.flags.load(flag);
    if (state.definition !== undefined) return true;
    const theirs = await this.db.query(
      `select 1 from read.flag_state where key = $1 and owner <> 'hormesis' and not removed limit 1`,
      [flag],
    );
    return theirs.length > 0;
  }
}
