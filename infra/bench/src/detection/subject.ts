import type { AnomalyLine, Line } from './lines.js';

/** What is examined: it gets the lines in order of arrival, and says what got worse. */
export type Subject = { take(line: Line): readonly AnomalyLine[] };
