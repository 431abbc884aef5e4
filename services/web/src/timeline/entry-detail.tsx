import type { TimelineEntry } from '@hormesis/api';
import { duration } from '../format/duration.js';
import { utc } from '../format/utc.js';
import { Actor } from '../ui/actor.js';
import { CodeBlock } from '../ui/code-block.js';
import { type Causality, causesOf, effectsOf } from './causality.js';
import styles from './entry-detail.module.css';
import { Glyph } from './glyph.js';
import { shapes } from './shapes.js';

type DetailProps = { entry: TimelineEntry; causality: Causality; onSelect: (id: string) => void };

/** One event: what it says, who did it, what caused it and what it led to. */
export function EntryDetail({ entry, causality, onSelect }: DetailProps) {
  const facts: [string, React.ReactNode][] = [
    [
      'When',
      <time key="t" dateTime={entry.time}>
        {utc(entry.time)}
      </time>,
    ],
    ...(entry.recordedTime
      ? [['Known', known(entry.time, entry.recordedTime)] as [string, React.ReactNode]]
      : []),
    ['Who', <Actor key="a" actor={entry.actor} />],
    ['Where', [entry.lane, entry.environment].filter(Boolean).join(' in ')],
    ['What', <code key="n">{entry.name}</code>],
    ['Event', <code key="e">{entry.eventId}</code>],
    ['Position', <code key="p">{entry.position}</code>],
  ];
  return (
    <article className={styles.detail} aria-label="Selected event">
      <h3 className={styles.title}>
        <Glyph kind={entry.kind} outcome={entry.outcome} silent />
        {entry.title}
      </h3>
      <p
        className={styles.kind}
      >{`${shapes[entry.kind].word}${entry.outcome === 'neutral' ? '' : `, ${entry.outcome}`}`}</p>
      <dl className={styles.facts}>
        {facts.map(([word, value]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Chain entry={entry} causality={causality} onSelect={onSelect} />
      <details className={styles.data}>
        <summary>Data</summary>
        <CodeBlock name="data.json" text={JSON.stringify(entry.data, null, 2) ?? 'null'} />
      </details>
    </article>
  );
}

function known(time: string, recorded: string): string {
  const delay = Date.parse(recorded) - Date.parse(time);
  return delay >= 0 ? `${duration(delay)} later` : utc(recorded);
}

function Chain({ entry, causality, onSelect }: DetailProps) {
  const causes = causesOf(causality, entry);
  const effects = effectsOf(causality, entry);
  const first = causes[0] ?? entry;
  if (causes.length === 0 && effects.length === 0 && first.causationId === null) {
    return <p className={styles.alone}>No event is recorded as its cause or its effect.</p>;
  }
  return (
    <section aria-label="Causes and effects" className={styles.chain}>
      <h4>Causes and effects</h4>
      {first.causationId !== null && (
        <p className={styles.alone}>
          Caused by <code>{first.causationId}</code>, which is not part of this timeline.
        </p>
      )}
      <ol className={styles.links}>
        {causes.map((cause) => (
          <Link key={cause.eventId} entry={cause} depth={0} onSelect={onSelect} />
        ))}
        <li className={styles.self} aria-current="true">
          <Glyph kind={entry.kind} outcome={entry.outcome} />
          {entry.title}
        </li>
        {effects.map((effect) => (
          <Link key={effect.entry.eventId} entry={effect.entry} depth={effect.depth} onSelect={onSelect} />
        ))}
      </ol>
    </section>
  );
}

function Link({
  entry,
  depth,
  onSelect,
}: {
  entry: TimelineEntry;
  depth: number;
  onSelect: (id: string) => void;
}) {
  return (
    <li className={styles.link} style={{ paddingInlineStart: `${Math.min(depth, 6) * 0.875}rem` }}>
      <button type="button" onClick={() => onSelect(entry.eventId)}>
        <Glyph kind={entry.kind} outcome={entry.outcome} />
        <span>{entry.title}</span>
      </button>
    </li>
  );
}
