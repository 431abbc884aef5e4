import type { FailureClassSummary, IncidentCase } from '@hormesis/api';

type FailureClass = FailureClassSummary['class'];
type Layer = IncidentCase['stoppedBy'];

const failures: Record<FailureClass['failure'], string> = {
  errors: 'Errors',
  latency: 'Slowness',
  silence: 'Silence',
  saturation: 'Saturation',
  crash: 'Crashes',
  correctness: 'Wrong results',
  unknown: 'Unclear failure',
};
const changes: Record<FailureClass['change'], string> = {
  deployment: 'after a deployment',
  flag: 'after a change of a flag',
  config: 'after a change of configuration',
  dependency: 'by a dependency',
  none: 'without a change',
};

/** A class of failure in words: `Slowness of mailer after a deployment`. */
export const classTitle = ({ failure, service, change }: FailureClass): string =>
  `${failures[failure]} of ${service} ${changes[change]}`;

export const failureWord = (failure: FailureClass['failure']): string => failures[failure].toLowerCase();
export const changeWord = (change: FailureClass['change']): string => changes[change];

/** The layers that can stop a mistake, the earliest first. */
export const layers: readonly { layer: Layer; word: string; means: string }[] = [
  { layer: 'preview', word: 'preview', means: 'before any user' },
  { layer: 'flag', word: 'flag', means: 'for some users' },
  { layer: 'rollback', word: 'rollback', means: 'the version before' },
  { layer: 'compute', word: 'compute', means: 'restart, more of it' },
  { layer: 'people', word: 'people', means: 'by hand' },
];

/** Who noticed, in words: the sentinel’s methods by what they compare, others as they are called. */
export function detectorWords(detectedBy: string): string {
  if (/e-process|cusum/.test(detectedBy))
    return detectedBy.includes('known-rate')
      ? 'the sentinel, against what is usual'
      : 'the sentinel, against those without the change';
  return detectedBy;
}
