const minuteMs = 60_000;

/** A place that fires again within so long after it stopped has fired once: alerts flap, and Alertmanager waits as long. */
export const sameFiringMs = 5 * minuteMs;

/** A firing that stands is counted again after so long: people are reminded of it. */
export const remindEveryMs = 24 * 60 * minuteMs;

/** How long after its last exposure step a change is watched, and so may be stopped by what fires. */
export const bakeMs = 30 * minuteMs;

/** Assumed: so long it takes to look at a good change that was stopped, and to go on with it. */
export const recoverMs = 60 * minuteMs;

/** More false alarms a week than this do not pass. */
export const mostFalseAlarmsAWeek = 1;

/** A record that cannot rule out so many false alarms a week does not tell how many there are. */
export const tooWideAWeek = 10;

/** A larger share of good changes stopped than this does not pass. */
export const mostGoodChangesStopped = 0.02;

/** Less than this recorded after the fit, days, and without an incident of the class: there is nothing to score on. */
export const fewestDaysToScore = 1;

/** The bars and assumptions behind a verdict, in words: they stand in every report. */
export const barsInWords =
  'Asked for: it fires on an incident of its class, and on one before it was detected otherwise (not of what is to limit the harm only), at most 1 false alarm a week, at most 2 % of good changes stopped. Firings are about an incident from 10 min before it, and after it for as long as the rule looks back, 10 min at most and only until the next good change; a stopped good change is taken to lose 1 h.';
