import { measureOf } from '../case/signal-measure.js';
import type { Lesson } from '../lesson.js';
import type { Abstention } from '../outcome.js';
import { type Signal, signalOf } from './promql-text.js';
import { type Sections, type SectionsOptions, sectionsOf } from './sections.js';

/** The signal that shows the incident, and its records; or what is missing for them. */
export function signalFor(
  lesson: Lesson,
  options: SectionsOptions = {},
): { signal: Signal; sections: Sections } | Abstention {
  const { incident, assembled } = lesson;
  const measure = measureOf(incident, assembled.class.failure === 'latency');
  if ('because' in measure) return measure;
  const signal = signalOf(incident, measure);
  const sections = sectionsOf(lesson, signal, options);
  return 'because' in sections ? sections : { signal, sections };
}

/** The same for rules over a share of the requests: it says nothing where requests do not come at all. */
export function shareSignalFor(lesson: Lesson): ReturnType<typeof signalFor> {
  if (lesson.assembled.class.failure === 'silence') {
    return { because: 'Requests stopped coming, and what does not come is in no share of the requests.' };
  }
  return signalFor(lesson);
}
