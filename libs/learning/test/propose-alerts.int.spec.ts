import type { Proposer } from '@hormesis/events';
import type { IncidentCase, LearningContext } from '@hormesis/learning';
import { describe, expect, it } from 'vitest';
import { after } from './support/events.js';
import { hasPromtool, promtool } from './support/promtool.js';
import { errorWindows, proposalOf, story } from './support/story.js';
import { daysBefore, silentWindows, slowWindows, twoCohorts } from './support/windows.js';

const normal = errorWindows({ badShare: 0.01 });
const healthy = [{ eventId: 'deploy-1', at: after(-90_000), windows: daysBefore(normal, 1) }];

const cases: readonly [string, Proposer, IncidentCase, LearningContext?][] = [
  ['a share of bad requests', 'threshold', story(), { healthy }],
  ['a share of slow requests', 'threshold', story({ metric: 'http.latency', windows: slowWindows() })],
  ['a burnt budget', 'burn-rate', story({ windows: errorWindows({ badShare: 0.6 }) }), { healthy }],
  ['a burnt budget of slow requests', 'burn-rate', story({ metric: 'http.latency', windows: slowWindows() })],
  ['silence, told by empty windows', 'silence', story({ windows: silentWindows() })],
  ['silence, told by none', 'silence', story({ windows: silentWindows({ stated: false }) })],
  ['a version worse than the other', 'cohort-ratio', story({ windows: twoCohorts() })],
  [
    'users of a flag worse than the control',
    'cohort-ratio',
    story({ windows: twoCohorts({ exposed: 'flag:basket=on', control: 'control' }) }),
  ],
  ['worse than yesterday', 'seasonal', story(), { history: daysBefore(normal, 1, 2) }],
  [
    'less traffic than yesterday',
    'seasonal',
    story({ method: 'silence', windows: silentWindows() }),
    { history: daysBefore(errorWindows({ before: 120, during: 40, badShare: 0.01 }), 1, 2) },
  ],
];

describe.skipIf(!(await hasPromtool()))('proposed alerts under promtool', () => {
  it('pass their own tests, whatever they are about', async () => {
    const alerts = cases.map(([, proposer, incident, context]) => proposalOf(proposer, incident, context));
    await promtool(...alerts.map(({ data }) => data.files));
  });

  it.each(cases)('name themselves, and what they are tried on: %s', (_, proposer, incident, context) => {
    const [rules, tests] = proposalOf(proposer, incident, context).data.files.map(({ content }) => content);
    expect(rules).toContain('hormesis_proposal: pro-');
    expect(tests).toMatch(/exp_labels/);
    if (context?.healthy) expect(tests).toContain('silent at the healthy change deploy-1');
  });
});
