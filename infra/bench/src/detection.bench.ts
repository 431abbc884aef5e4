import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { costs } from './detection/cost.js';
import { run } from './detection/run.js';
import { scenario, scenarios } from './detection/scenarios/all.js';
import { tables } from './detection/tables.js';
import { writeStreams } from './detection/write-streams.js';
import { machine } from './machine.js';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    /** Runs of each scenario with a fault. */
    seeds: { type: 'string', default: '30' },
    /** Runs of each healthy scenario. */
    healthy: { type: 'string', default: '60' },
    /** Runs of those that a bar speaks of. */
    bars: { type: 'string', default: '400' },
    /** Runs to calibrate the baselines by; 0 leaves them out. */
    training: { type: 'string', default: '200' },
    /** Names, with commas between; all without it. */
    scenario: { type: 'string' },
    /** A look at everything in half a minute: no figures to rely on. */
    quick: { type: 'boolean', default: false },
    threads: { type: 'string', default: String(Math.min(2, availableParallelism())) },
    /** Writes the streams and what is true of them into this folder, and examines nobody. */
    write: { type: 'string' },
  },
});

const chosen = options.scenario ? options.scenario.split(',').map(scenario) : scenarios;
const counts = options.quick
  ? { faults: 5, healthy: 5, bars: 10, training: 20 }
  : {
      faults: Number(options.seeds),
      healthy: Number(options.healthy),
      bars: Number(options.bars),
      training: Number(options.training),
    };

if (options.write) {
  await writeStreams(chosen, options.write, options.quick ? 1 : Number(options.seeds));
} else {
  const result = await run(chosen, counts, Number(options.threads), progress);
  if (process.stderr.isTTY) process.stderr.write('\n');
  const cost = costs();
  const load = Math.round((loadavg()[0] ?? 0) * 10) / 10;
  if (options.json)
    console.log(
      JSON.stringify({ benchmark: 'detection', ...result, cost, machine: machine(), load }, null, 2),
    );
  else console.log(tables(result, cost));
}

function progress(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${line}  `);
}
