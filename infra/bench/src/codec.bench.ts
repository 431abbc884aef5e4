import { parseArgs } from 'node:util';
import { decodeEvent, type Event, encodeEvent, fromHttp, fromKafka, toKafka } from '@hormesis/events';
import { shares } from './codec-events.js';
import { machine } from './machine.js';
import { markdown } from './markdown.js';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    /** Events of a round. */
    events: { type: 'string', default: '2000' },
    rounds: { type: 'string', default: '25' },
  },
});

const rounds = Number(options.rounds);
const perRound = Number(options.events);
const batchSize = 100;

type Messages = Parameters<typeof fromKafka>[0][];

/** The same events in every form that the codec reads or writes. */
type Forms = { events: readonly Event[]; texts: readonly string[]; messages: Messages; batches: Buffer[] };

/** One operation: `prepare` is not measured; `run` goes over all events once. */
type Operation<Input = unknown> = { prepare: (forms: Forms) => Input; run: (input: Input) => unknown };

const operation = <Input>(prepare: (forms: Forms) => Input, run: (input: Input) => unknown): Operation => ({
  prepare,
  run: (input) => run(input as Input),
});

const operations: Readonly<Record<string, Operation>> = {
  parse: operation(
    ({ texts }) => texts,
    (texts) => each(texts, (text) => JSON.parse(text)),
  ),
  decode: operation(
    ({ texts }) => texts.map((text): unknown => JSON.parse(text)),
    (parsed) => each(parsed, (json) => decodeEvent(json)),
  ),
  'parse + decode': operation(
    ({ texts }) => texts,
    (texts) => each(texts, (text) => decodeEvent(JSON.parse(text))),
  ),
  fromKafka: operation(
    ({ messages }) => messages,
    (messages) => each(messages, fromKafka),
  ),
  'fromHttp, batches': operation(
    ({ batches }) => batches,
    (batches) =>
      each(batches, (body) =>
        fromHttp({ headers: { 'content-type': 'application/cloudevents-batch+json' }, body }),
      ),
  ),
  encode: operation(
    ({ events }) => events,
    (events) => each(events, encodeEvent),
  ),
  'encode + stringify': operation(
    ({ events }) => events,
    (events) => each(events, (event) => JSON.stringify(encodeEvent(event))),
  ),
  toKafka: operation(
    ({ events }) => events,
    (events) => each(events, toKafka),
  ),
};

let kept: unknown;

/** Calls `work` for each item and keeps what it gives, so that nothing is optimised away. */
function each<T>(items: readonly T[], work: (item: T) => unknown): void {
  for (const item of items) kept = work(item);
}

const mix = Object.values(shares).flatMap(({ share, event }) => Array.from({ length: share }, () => event));
const events: Record<string, Event[]> = {
  /* A step of 37 goes through all hundred places, so that types alternate as on a log. */
  mix: made((n) => mix[(n * 37) % mix.length]?.(n)),
  ...Object.fromEntries(Object.entries(shares).map(([type, { event }]) => [type, made(event)])),
};

function made(event: (n: number) => Event | undefined): Event[] {
  return Array.from({ length: perRound }, (_, n) => event(n)).filter((one) => one !== undefined);
}

function formsOf(events: readonly Event[]): Forms {
  const texts = events.map((event) => JSON.stringify(encodeEvent(event)));
  const batches = Array.from({ length: Math.ceil(events.length / batchSize) }, (_, n) =>
    Buffer.from(`[${texts.slice(n * batchSize, (n + 1) * batchSize).join(',')}]`),
  );
  return { events, texts, messages: events.map(messageOf), batches };
}

/** As kafkajs hands it over: header values are bytes. */
function messageOf(event: Event): Messages[number] {
  const { headers, value } = toKafka(event);
  const buffers = Object.entries(headers).map(([name, text]) => [name, Buffer.from(text)]);
  return { headers: Object.fromEntries(buffers), value, timestamp: '1795341600000' };
}

/**
 * Microseconds of processor time an event, over all rounds but the first fifth, which warm up. Of this thread alone, so
 * that what else the machine does is not counted. The clock of threads may be coarse: only the sum says something.
 */
function measured({ prepare, run }: Operation, forms: Forms): number {
  const warmUp = Math.floor(rounds / 5);
  let used = 0;
  for (let round = 0; round < rounds; round += 1) {
    const input = prepare(forms);
    const begin = process.threadCpuUsage();
    run(input);
    const { user, system } = process.threadCpuUsage(begin);
    if (round >= warmUp) used += user + system;
  }
  return Math.round((used / (rounds - warmUp) / forms.events.length) * 100) / 100;
}

const results = Object.fromEntries(
  Object.entries(events).map(([type, some]) => {
    const forms = formsOf(some);
    const times = Object.entries(operations).map(([name, one]) => [name, measured(one, forms)]);
    return [type, Object.fromEntries(times) as Record<string, number>];
  }),
);

if (options.json) {
  const result = { benchmark: 'codec', microsecondsAnEvent: results, rounds, perRound, machine: machine() };
  console.log(JSON.stringify(result, null, 2));
} else {
  console.log(`codec: microseconds of processor time an event, ${rounds} rounds of ${perRound} events\n`);
  console.log(markdown(Object.entries(results).map(([type, of]) => ({ type, ...of }))));
}
if (kept === undefined) process.exitCode = 1;
