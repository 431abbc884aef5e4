import fc from 'fast-check';

const named = (...ids: string[]) => fc.record({ id: fc.constantFrom(...ids) });
const place = { service: named('checkout', 'search'), environment: named('production', 'staging') };
const incident = fc.constantFrom('inc-1', 'inc-2');
const text = fc.constantFrom('it fails', 'Zwölf %');
const instant = fc.constantFrom('2026-11-23T09:00:01.000Z', '2026-11-23T09:00:09Z');
const proposals = fc.constantFrom('p1', 'p2');

const about = (names: string[], subjects: fc.Arbitrary<string>, data: object) =>
  fc.record({ name: fc.constantFrom(...names), subject: subjects, data: fc.record(data) });

const file = fc.record({ path: fc.constant('a.yml'), mediaType: fc.constant('text/x'), content: text });
const report = fc.record({
  verdict: fc.constantFrom('passed', 'failed', 'not-evaluable'),
  reason: text,
  missing: fc.constant([]),
  period: fc.record({ from: instant, to: instant }),
  fittedUntil: fc.constant(null),
  coverage: fc.constant(1),
  windows: fc.nat(9),
  series: fc.nat(9),
  variantsTried: fc.constant(1),
  source: fc.constant(null),
  recall: fc.constant(null),
  falseAlarms: fc.constant(null),
  goodChanges: fc.constant(null),
  savedUserSeconds: fc.constant(null),
});
const check = fc.record({
  tool: fc.constant('promtool'),
  version: fc.constant('3'),
  passed: fc.boolean(),
  says: text,
});
const failureClass = fc.record({
  service: fc.constantFrom('checkout', 'search'),
  metric: text,
  failure: fc.constantFrom('errors', 'latency'),
  change: fc.constantFrom('deployment', 'none'),
  signature: fc.constantFrom(null, 'HTTP 500'),
});
const fingerprint = fc.constantFrom('fc-1', 'fc-2');
const ofProposal = { ...place, incident };
const ofCase = { ...place, fingerprint, class: failureClass };

/** What becomes of two proposals, of two cases and of two drills, in whatever order. */
export const anyLearning = fc.oneof(
  about(['proposal.backtested'], proposals, {
    ...ofProposal,
    report,
    checks: fc.array(check, { maxLength: 2 }),
  }),
  about(['proposal.edited'], proposals, {
    ...ofProposal,
    files: fc.array(file, { minLength: 1, maxLength: 1 }),
  }),
  about(['proposal.assigned'], proposals, {
    ...ofProposal,
    owner: text,
    due: fc.option(instant, { nil: undefined }),
  }),
  about(['proposal.delivered', 'proposal.undelivered'], proposals, {
    ...ofProposal,
    by: fc.constantFrom('github', 'git'),
    at: text,
    digest: text,
    reason: text,
  }),
  about(['proposal.applied'], proposals, {
    ...ofProposal,
    seen: fc.constantFrom('commit', 'sentinel'),
    evidence: text,
  }),
  about(['proposal.exercised'], proposals, {
    ...ofProposal,
    by: fc.constantFrom('recurrence', 'drill'),
    on: fc.constantFrom('inc-2', 'drill-1'),
    outcome: fc.constantFrom('caught', 'missed', 'withdrawn'),
    firedAt: fc.option(instant),
    detectedAt: instant,
    leadMs: fc.option(fc.integer({ min: -9, max: 9 })),
    before: fc.array(text, { maxLength: 1 }),
    reason: text,
  }),
  about(['proposal.reopened'], proposals, { ...ofProposal, missed: incident, reason: text }),
  about(['proposal.retirementproposed'], proposals, {
    ...ofProposal,
    fired: fc.nat(9),
    rightly: fc.nat(9),
    weeks: fc.nat(9),
    reason: text,
  }),
  about(['proposal.retired'], proposals, { ...ofProposal, reason: text }),
  about(['case.assembled'], incident, {
    ...ofCase,
    explained: fc.array(text, { maxLength: 1 }),
    onset: instant,
    detectedAt: instant,
    endedAt: fc.option(instant),
    detectedBy: text,
    confirmedBy: fc.constantFrom('detector', 'users', null),
    stoppedBy: fc.constantFrom('people', 'flag'),
    shouldHave: fc.constantFrom('preview', 'flag'),
    why: text,
    change: fc.constant(null),
    reached: text,
    exposedUserSeconds: fc.option(fc.nat(99)),
    exemplars: fc.nat(9),
    earlier: fc.constant([]),
    evidence: fc.constant(['e1']),
  }),
  about(['case.corrected'], incident, { ...ofCase, reason: text }),
  about(['drill.requested'], fc.constantFrom('drill-1', 'drill-2'), {
    ...place,
    fingerprint,
    incident,
    failure: fc.constantFrom('errors', 'latency'),
    metric: text,
    change: fc.constantFrom('deployment', 'none'),
    seconds: fc.integer({ min: 1, max: 9 }),
    intensity: fc.constantFrom(0.3, 1),
  }),
  about(['drill.started'], fc.constantFrom('drill-1', 'drill-2'), { ...place, injector: text, at: instant }),
  about(['drill.ended'], fc.constantFrom('drill-1', 'drill-2'), {
    ...place,
    outcome: fc.constantFrom('finished', 'stopped', 'failed'),
    reason: text,
  }),
  about(['anomaly.detected'], fc.constantFrom('a1', 'a2'), {
    ...place,
    metric: text,
    onset: instant,
    method: fc.constant('guard'),
    guard: fc.option(proposals, { nil: undefined }),
  }),
);
