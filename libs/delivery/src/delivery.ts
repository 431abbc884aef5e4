import type { DataOf } from '@hormesis/events';
import type { ArtefactCheck, BacktestReport } from '@hormesis/events/learning';
import type { Check, Failure } from '@hormesis/executors';

/** How an artefact gets to where the team works, as `proposal.delivered` names it. */
export type Channel = DataOf<'proposal.delivered'>['by'];

export type ParcelFile = DataOf<'proposal.proposed'>['files'][number];

/** An accepted proposal on its way: the artefact, and what its readers have to know. */
export type Parcel = {
  /** The proposal’s id. */
  proposal: string;
  kind: DataOf<'proposal.proposed'>['kind'];
  title: string;
  rationale: string;
  verification: string;
  /** What it would have caught, and what it catches one step more general. */
  instance: string;
  generalised: string;
  service: string;
  environment?: string;
  incident: string;
  files: readonly ParcelFile[];
  backtest?: BacktestReport;
  checks?: readonly ArtefactCheck[];
  /** Where the proposal is shown. */
  link?: string;
};

/** Where it was put; `detail`: what a person has to know of it. */
export type Delivered = { kind: 'delivered'; at: string; detail?: string };

/** Whether it was seen to be in force; nothing is concluded from `not-seen`. */
export type Sighting = { kind: 'seen'; evidence: string } | { kind: 'not-seen' };

/**
 * Puts artefacts where a team works. It looks what is there, does what is missing and reads it back, so whoever delivers
 * the same proposal again doubles nothing. It never throws for what another system did: it answers `failed`.
 */
export interface Delivery {
  /** What people know it by: the name in the configuration. */
  readonly name: string;
  readonly channel: Channel;
  /** Whether it can take such an artefact; if not, why. */
  refuses(parcel: Parcel): string | undefined;
  deliver(parcel: Parcel): Promise<Delivered | Failure>;
  /** Looks whether the artefact is on the branch that is deployed; absent where this channel cannot tell. */
  look?(parcel: Parcel): Promise<Sighting | Failure>;
  /** Takes away what is not to be in force any more; absent where that is a person’s to do. Twice is as once. */
  withdraw?(parcel: Pick<Parcel, 'proposal'>): Promise<Delivered | Failure>;
  /** Looks whether it could deliver, without delivering. */
  check(): Promise<Check>;
}
