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

const lookAgainMs = 60_000;

/** Publishes the past week’s report on its day. A missed day is made up for: it looks again every minute. */
@Injectable()
export class WeeklyPublisher implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = logger('postmortem');
  private readonly schedule = readSchedule(process.env);
  private job: CronJob | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly commands: CommandBus,
    private readonly maker: ReportMaker,
    private readonly store: ReportStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    const { schedule } = this;
    if (schedule === undefined) return;
    const look = () => this.publishIfDue(schedule);
    this.job = CronJob.from({ cronTime: schedule, timeZone: 'UTC', start: true, onTick: look });
    this.timer = setInterval(look, lookAgainMs);
    void look();
  }

  onModuleDestroy(): void {
    this.job?.stop();
    clearInterval(this.timer);
  }

  private async publishIfDue(schedule: string): Promise<void> {
    try {
      const week = weekBefore(weekOf(this.clock.now()));
      if (await this.isDue(week, schedule)) await this.publish(week);
    } catch (err) {
      this.log.warn({ err }, 'the weekly report could not be published; trying again in a minute');
    }
  }

  /** Its time has come, nobody has published it since it is over, and there was anything to report on. */
  private async isDue(week: IsoWeek, schedule: string): Promise<boolean> {
    if (nextTime(schedule, new Date(week.to)) > this.clock.now()) return false;
    if (await this.store.ofWeek(week)) return false;
    return this.maker.hasEventsBefore(week.to);
  }

  private async publish(week: IsoWeek): Promise<void> {
    await this.commands.execute(new PublishReport(week, { kind: 'system', id: 'postmortem' }));
    this.log.info({ week: week.week }, 'the weekly report is published');
  }
}
