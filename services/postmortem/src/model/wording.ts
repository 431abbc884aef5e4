import { oneLine } from '@hormesis/learning';
import type { Said } from './weekly-report.js';

export function said(text: string, ...events: readonly ({ id: string } | undefined)[]): Said {
  return { text, events: idsOf(events) };
}

/** A gap: what the log does not hold. */
export function unknown(text: string, ...events: readonly ({ id: string } | undefined)[]): Said {
  return { text: `Unknown: ${text}`, events: idsOf(events), unknown: true };
}

export function idsOf(events: readonly ({ id: string } | undefined)[]): string[] {
  return [...new Set(events.flatMap((event) => (event ? [event.id] : [])))];
}

/** `Wed 18 Nov 2026, 10:10:00 UTC` */
export function instant(time: string): string {
  const [day = '', date = '', month = '', year = '', clock = ''] = new Date(time).toUTCString().split(' ');
  return `${day.replace(',', '')} ${Number(date)} ${month} ${year}, ${clock} UTC`;
}

/** `1 incident`, `3 incidents` */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Phrases that a report must not use of itself, nor repeat from somebody’s text. */
export const bannedPhrases =
  /root[\s-]+cause|human error|operator error|should(?:n['’]t)? have|careless|negligen|blame|fault of|at fault|culprit|guilty/i;

/** Repeats what others wrote: on one line, without names of people, and not at all if it judges somebody. */
export class Quoting {
  private readonly names: RegExp | undefined;

  /** `people`: what people are called. */
  constructor(people: Iterable<string>) {
    const names = [...people].sort((a, b) => b.length - a.length);
    if (names.length > 0) {
      this.names = new RegExp(
        `(?<![\\p{L}\\p{N}])(?:${names.map(escaped).join('|')})(?![\\p{L}\\p{N}])`,
        'giu',
      );
    }
  }

  /** The name of a service or an environment: as it is, for it is nobody’s. */
  name(text: string): string {
    return oneLine(text);
  }

  quote(text: string): string {
    return `“${this.plain(text)}”`;
  }

  /** The same without quotation marks, for names of metrics, flags and versions. */
  plain(text: string): string {
    const line = oneLine(text);
    if (bannedPhrases.test(line)) return '[left out: the text judges instead of telling]';
    return this.names ? line.replace(this.names, 'a person') : line;
  }
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
