import type { ArtefactCheck } from '@hormesis/events/learning';
import type { ArtefactFile, ProposalKind } from '@hormesis/learning';
import { Injectable } from '@nestjs/common';

/** An artefact to check, and where it came from. */
export type ArtefactToCheck = {
  kind: ProposalKind;
  files: readonly ArtefactFile[];
  service: string;
  /** Versions of the change that it is about, as far as they are known: a test must tell the two apart. */
  versions?: { bad?: string | undefined; good?: string | undefined } | undefined;
  /** The preview of the bad version, if one is on record: its address. */
  preview?: string | undefined;
};

/** What the tools said. `not-checked`: a tool or a target was not there, so it is not known whether it runs. */
export type ArtefactVerdict = { checks: readonly ArtefactCheck[]; passed: boolean | 'not-checked' };

/** Runs the tools that an artefact is made for, on that artefact. */
@Injectable()
export class ArtefactChecks {
  async check(artefact: ArtefactToCheck): Promise<ArtefactVerdict> {
    const says = `Files of kind ${artefact.kind} are not checked yet.`;
    return { checks: [{ tool: 'none', version: '', passed: false, says }], passed: 'not-checked' };
  }
}
