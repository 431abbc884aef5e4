import { CLOCK, type Clock } from '@hormesis/platform';
import { logger } from '@hormesis/telemetry';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { CronJob } from 'cron';
import { type IsoWeek, weekBefore, weekOf } from '../model/iso-week.js';
import { PublishReport } from '../publish-report/publish-report.command.js';
import { ReportMaker } from '../reports/report-maker.js';
import { ReportStore } from '../reports/report-store.js';
import { nextTime, readSchedule } from './report-schedule.js';

const tryAgainMs = 60_000;

/** Publishes the past week’s report on its day, and at the start if that day was missed. */
@Injectable()
export class WeeklyPublisher implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = logger('postmortem');
  private readonly schedule = readSchedule(process.env);
  private job: CronJob | undefined;
  private retry: NodeJS.Timeout | undefined;

  constructor(
    private readonly commands: CommandBus,
    private readonly maker: ReportMaker,
    private readonly store: ReportStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    if (this.schedule === undefined) return;
    this.job = CronJob.from({
      cronTime: this.schedule,
      timeZone: 'UTC',
      start: true,
      onTick: () => this.attempt(() => this.publish(this.pastWeek())),
    });
    this.attempt(() => this.catchUp());
  }

  onModuleDestroy(): void {
    this.job?.stop();
    clearTimeout(this.retry);
  }

  /** Publishes the past week if its time has come, nobody has, and there was anything to report on. */
  async catchUp(): Promise<void> {
    const week = this.pastWeek();
    if (this.schedule === undefined || nextTime(this.schedule, new Date(week.to)) > this.clock.now()) return;
    if ((await this.store.newest(week.week)) || !(await this.maker.hasEventsBefore(week.to))) return;
    await this.publish(week);
  }

  private async publish(week: IsoWeek): Promise<void> {
    await this.commands.execute(new PublishReport(week, { kind: 'system', id: 'postmortem' }));
    this.log.info({ week: week.week }, 'the weekly report is published');
  }

  private pastWeek(): IsoWeek {
    return weekBefore(weekOf(this.clock.now()));
  }

  private attempt(run: () => Promise<void>): void {
    clearTimeout(this.retry);
    run().catch((err: unknown) => {
      this.log.warn({ err }, 'the weekly report could not be published; trying again in a minute');
      this.retry = setTimeout(() => this.attempt(run), tryAgainMs).unref();
    });
  }
}
