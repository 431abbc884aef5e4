import type { ArtefactCheck } from '@hormesis/events/learning';
import type { ArtefactFile, ProposalKind } from '@hormesis/learning';
import { Inject, Injectable } from '@nestjs/common';
import { checkFlags } from './check-flags.js';
import { checkRules } from './check-rules.js';
import { checkTest } from './check-test.js';
import { CHECKS_CONFIG, type ChecksConfig } from './checks-config.js';
import { targetsOf } from './targets.js';
import { type Check, notChecked } from './verdict.js';

/** An artefact to check, and where it came from. */
export type ArtefactToCheck = {
  kind: ProposalKind;
  files: readonly ArtefactFile[];
  /** Whether a person wrote them, at least in part. */
  isEdited: boolean;
  service: string;
  /** Versions of the change that it is about, as far as they are known: a test must tell the two apart. */
  versions?: { bad?: string | undefined; good?: string | undefined } | undefined;
  /** The preview of the bad version, if one is on record: its address. */
  preview?: string | undefined;
};

/** What the tools said. `not-checked`: a tool or a target was not there, so it is not known whether it runs. */
export type ArtefactVerdict = { checks: readonly ArtefactCheck[]; passed: boolean | 'not-checked' };

/** Runs the tools that an artefact is made for, on that artefact: a test runs in a process of its own, as this user. */
@Injectable()
export class ArtefactChecks {
  constructor(@Inject(CHECKS_CONFIG) private readonly config: ChecksConfig) {}

  async check(artefact: ArtefactToCheck): Promise<ArtefactVerdict> {
    const checks = await this.checksOf(artefact);
    const failed = checks.some(({ check, made }) => made && !check.passed);
    const missing = checks.some(({ made }) => !made);
    return {
      checks: checks.map(({ check }) => check),
      passed: failed ? false : missing ? 'not-checked' : true,
    };
  }

  private async checksOf(artefact: ArtefactToCheck): Promise<Check[]> {
    switch (artefact.kind) {
      case 'alert':
        return checkRules(artefact.files, this.config.promtool);
      case 'flag-default':
        return checkFlags(artefact.files);
      case 'test':
        return this.checkTest(artefact);
    }
  }

  private async checkTest(artefact: ArtefactToCheck): Promise<Check[]> {
    if (artefact.isEdited && !this.config.runEditedTests) {
      return [
        notChecked(
          'a person has edited it, and what people write is run here only with HORMESIS_RUN_EDITED_TESTS=yes. Run it yourself, as its first lines say.',
        ),
      ];
    }
    if (artefact.files.some(({ path }) => path.endsWith('.contract.test.ts'))) {
      return [notChecked('which versions of the dependency failed and which did not is not on record.')];
    }
    return checkTest(artefact.files, targetsOf(artefact, this.config));
  }
}
