/** How many false alarms a team can live with: so many in that time, over everything that is watched. */
export type Budget = { falseAlarms: number; perMs: number };

/** 1 % within 30 minutes: about one false alarm in two days and a bit of watching without a pause. */
export const defaultBudget: Budget = { falseAlarms: 0.01, perMs: 30 * 60_000 };
