import type { Delivery, Parcel } from '@hormesis/delivery';
import { Inject, Injectable } from '@nestjs/common';
import { DELIVERY_CONFIG, type DeliveryConfig } from './delivery-config.js';
import { FlagsDelivery } from './flags-delivery.js';

/** Where proposals go: the channels of the file, and the built-in flags. The sentinel fetches its alerts itself. */
@Injectable()
export class Channels {
  constructor(
    private readonly flags: FlagsDelivery,
    @Inject(DELIVERY_CONFIG) private readonly config: DeliveryConfig,
  ) {}

  get all(): readonly Delivery[] {
    return [...this.config.deliveries.channels.values(), this.flags];
  }

  /** Those that are to deliver it; what is for the sentinel alone needs none. */
  for(parcel: Parcel): { deliveries: readonly Delivery[]; bySentinel: boolean } {
    const names = this.config.deliveries.routeFor(parcel);
    const deliveries = names.flatMap((name) => this.all.find((one) => one.name === name) ?? []);
    return { deliveries, bySentinel: names.includes('sentinel') };
  }
}
