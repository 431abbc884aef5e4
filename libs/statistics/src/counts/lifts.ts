/**
 * The lifts that are looked for: how many times as often something bad happens. A lift between two of them is found by
 * its neighbours. The least one sets what is tolerated: harm below about 1.14 times never adds up to an alarm.
 */
export const lifts: readonly number[] = [1.3, 1.7, 2.5, 4, 8, 20];

/** Without a control, the past is the only measure, and days differ: smaller lifts are not looked for. */
export const firstLiftWithoutControl = 2;
