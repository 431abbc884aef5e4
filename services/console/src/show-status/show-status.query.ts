import type { Status } from '@hormesis/api';
import { Query } from '@nestjs/cqrs';

/** How the system itself is. */
export class ShowStatus extends Query<Status> {}
