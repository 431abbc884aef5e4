import type { IncidentDetail } from '@hormesis/api';
import { duration } from '../../format/duration.js';
import { Steps } from '../../ui/steps.js';
import { AtTime } from '../../ui/time.js';
import { milestonesOf } from './milestones-of.js';

/** How far the incident is, and how long each step took. */
export function Milestones({ incident }: { incident: IncidentDetail }) {
  const steps = milestonesOf(incident).map(({ word, at, after }) => ({
    word,
    reached: at !== null,
    says: at === null ? 'not yet' : <AtTime at={at} />,
    more: after !== null && `+${duration(after)}`,
  }));
  return <Steps label="Progress" steps={steps} />;
}
