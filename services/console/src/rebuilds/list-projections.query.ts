import type { Page, Projection } from '@hormesis/api';
import { Query } from '@nestjs/cqrs';

/** All projections with their builds, by name. */
export class ListProjections extends Query<Page<Projection>> {}
