import { CronTime } from 'cron';

/** When the past week’s report is published: a cron expression in UTC, or `off`. */
export const everyMonday = '0 6 * * 1';

/**
 * Reads `HORMESIS_REPORT_CRON`; `undefined` if reports are published by hand only.
 * @throws Error that names the variable, if it is no cron expression
 */
export function readSchedule(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const text = env.HORMESIS_REPORT_CRON?.trim() || everyMonday;
  if (text === 'off') return undefined;
  const { error, valid } = CronTime.validateCronExpression(text);
  if (!valid) {
    throw new Error(
      `HORMESIS_REPORT_CRON must be a cron expression in UTC, such as "${everyMonday}", or "off"; it is "${text}". ${error?.message ?? ''}`.trim(),
    );
  }
  return text;
}

/** The first time after an instant that the schedule names. */
export function nextTime(schedule: string, after: Date): Date {
  return new CronTime(schedule, 'UTC').getNextDateFrom(after, 'UTC').toJSDate();
}
