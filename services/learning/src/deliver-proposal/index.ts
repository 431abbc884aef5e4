import { Channels } from './channels.js';
import { DeliverProposal } from './deliver-proposal.js';
import { DELIVERY_CONFIG, readDeliveryConfig } from './delivery-config.js';
import { DeliveryLock } from './delivery-lock.js';
import { DeliveryRunner } from './delivery-runner.js';
import { FlagStreams } from './flag-streams.js';
import { FlagsDelivery } from './flags-delivery.js';

/** Accepted artefacts are brought to where the team works. */
export const deliverProposals = [
  { provide: DELIVERY_CONFIG, useFactory: () => readDeliveryConfig(process.env) },
  FlagStreams,
  FlagsDelivery,
  Channels,
  DeliveryLock,
  DeliverProposal,
  DeliveryRunner,
];
