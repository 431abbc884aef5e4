import type { Choice } from '../fit/choose-alert.js';
import { fewestNormal, type Lesson } from '../fit/lesson.js';
import { watched } from './watched.js';

/** Why there is no proposal, with figures. */
export function withheld(choice: Extract<Choice, { alert: undefined }>, lesson: Lesson): string {
  const { because, best, tried } = choice;
  if (because === 'too-little-normal') {
    return `there are ${lesson.normalPoints} normal points before the incident; it takes ${fewestNormal}`;
  }
  if (because === 'no-points' || best === undefined) {
    return 'the incident covers no points, or nothing in it is out of the ordinary: no longer silence than usual, no value higher or lower';
  }
  const nearest = `Of ${tried} alerts the nearest would be: ${watched(lesson, best)}`;
  const often = Number(best.likeNormal.toPrecision(2));
  if (because === 'like-normal') {
    return `the incident cannot be told from the normal before it. ${nearest}; the normal past is as far off about ${often} times`;
  }
  return `no alert would be worth it. ${nearest}; it would find ${Math.round(best.recall * 100)} % of such incidents with ${Number(best.falseAlarms.toPrecision(2))} false alarms in as long a time`;
}
