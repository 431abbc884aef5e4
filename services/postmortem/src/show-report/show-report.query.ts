import { Query } from '@nestjs/cqrs';
import type { IsoWeek } from '../model/iso-week.js';
import type { RenderedReport } from '../reports/rendered-report.js';

export type ShownReport = { report: RenderedReport; published: boolean };

/** The report of a week that is over: as it was published last, since it is over. Else: as the log gives it now. */
export class ShowReport extends Query<ShownReport> {
  constructor(readonly week: IsoWeek) {
    super();
  }
}
