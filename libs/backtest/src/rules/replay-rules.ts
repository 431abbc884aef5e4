import { type AlertRule, type Rule, type RuleFile, reachOfRules, type SeriesSource } from '@hormesis/promql';
import { requestsMetric } from '@hormesis/recording';
import type { Facts, Origin, Period } from '../facts/facts.js';
import { isSamePlace, type Place } from '../facts/place.js';
import type { NamedReport } from '../named-report.js';
import { Exposures } from '../record/exposures.js';
import { importedIn } from '../record/imported-in.js';
import { windowsOutside } from '../record/windows-outside.js';
import { Coverage } from '../score/coverage.js';
import { type Firing, joinFirings } from '../score/firing.js';
import { scoreRule } from '../score/score-rule.js';
import { comparedIn } from './compared.js';
import { firingsOf, type Replayed } from './firings-of.js';
import { canHaveValue, hasValue } from './has-value.js';
import { isByService } from './is-by-service.js';
import { type Drawn, drawn, picture } from './pictures.js';
import { type Asked, pinned, whatItReads } from './what-it-reads.js';

export type RulesQuestion = {
  /** Rules to be judged. */
  file: RuleFile;
  /** Guards in force: a rule that fires only where one of them does adds nothing. */
  guards?: RuleFile | undefined;
  facts: Facts;
  period: Period;
  origin: Origin | null;
  /** Judges all alerts together under this name, as those of one proposal; absent: each for itself. */
  asOne?: string | undefined;
};

/** What of the record a replay needs. */
export type Needs = {
  /** Those whose series are read; absent: of all services. */
  services: readonly string[] | undefined;
  /** Whether it may be given one service after the other. */
  byService: boolean;
  /** How long before the period the record should begin, milliseconds. */
  lookbackMs: number;
};

const requests = [{ label: '__name__', op: '=' as const, value: requestsMetric }];

/** For the pictures, and for what is normal before an incident. */
const usualLookbackMs = 90 * 60_000;

type Judged = {
  name: string;
  rules: readonly AlertRule[];
  asked: readonly Asked[];
  place: Place;
  firings: Firing[];
  coverage: Coverage;
  /** Of all that was recorded at its place; only of rules that have a value of nothing. */
  whole: Coverage | undefined;
  /** What it asks for and there are series of. */
  found: Set<string>;
  hasValue: boolean;
  series: number;
  reachMs: number;
  metrics: Set<string>;
  drawings: Map<string, Drawn>;
  failed: { because: string; at: number; count: number } | undefined;
};

/** A replay of rules. Give it the record, of one service after the other or of all at once; then ask for the reports. */
export class RulesReplay {
  readonly needs: Needs;
  private readonly judged: readonly Judged[];
  private readonly guards = new Map<string, Firing[]>();
  private readonly exposures: Exposures;
  private windows = 0;
  private imported = 0;

  constructor(private readonly question: RulesQuestion) {
    const { asOne, file, guards, period } = question;
    const alerts = file.groups.flatMap(({ rules }) => rules.filter((rule) => rule.kind === 'alert'));
    const named = Map.groupBy(alerts, ({ name }) => asOne ?? name);
    this.judged = [...named].map(([name, rules]) => judge(name, rules, question));
    this.exposures = new Exposures(period.to);
    this.needs = needsOf(file, guards);
  }

  /** @param windows how many windows the source was made of */
  take(source: SeriesSource, windows: number, progress: (share: number) => void = () => undefined): void {
    const { file, facts, guards, period } = this.question;
    this.windows += windows - windowsOutside(source, period);
    this.imported += importedIn(source, period);
    const places = new Map(
      this.judged.flatMap(({ rules, place }) => rules.map(({ name }) => [name, place] as const)),
    );
    const replayed = firingsOf(file, source, period, (rule) => places.get(rule) ?? {}, progress);
    if (guards) {
      const other = firingsOf(guards, source, period, () => ({}));
      for (const [name, firings] of other.firings)
        this.guards.set(name, [...(this.guards.get(name) ?? []), ...firings]);
    }
    for (const one of this.judged) this.takeInto(one, source, replayed);
    for (const incident of facts.incidents) this.exposures.note(source, incident);
  }

  reports(): NamedReport[] {
    const all = this.judged.map((one) => ({ one, firings: joinFirings(one.firings) }));
    const guards = [...this.guards].map(([name, firings]) => ({ name, firings: joinFirings(firings) }));
    return all.map(({ one, firings }) => {
      const others = all.flatMap((other) =>
        other.one === one ? [] : [{ name: other.one.name, firings: other.firings }],
      );
      return this.report(one, firings, [...guards, ...others]);
    });
  }

  private report(one: Judged, firings: Firing[], others: { name: string; firings: Firing[] }[]): NamedReport {
    const { facts, origin } = this.question;
    const { asked, coverage, drawings, failed, found, hasValue, metrics, name, series, whole } = one;
    const canTell = one.rules.some((rule) => canHaveValue(rule, this.question.file, found));
    const report = scoreRule({
      replayed: {
        name,
        firings,
        coverage: whole && coverage.share === 0 ? whole : coverage,
        series,
        silent: !canTell ? 'unrecorded' : hasValue ? undefined : 'never',
        reachMs: one.reachMs,
        metrics: metrics.size > 0 ? metrics : null,
        selectors: asked.map(({ text }) => text),
        unrecorded: asked.flatMap(({ text }) => (found.has(text) ? [] : [text])),
        others,
        failed,
      },
      facts,
      origin,
      windows: this.windows,
      imported: this.imported,
      exposedBetween: this.exposures.between,
    });
    const exercises = new Map(report.recall?.incidents.map((exercise) => [exercise.incident, exercise]));
    const pictures = facts.incidents.flatMap((incident) => {
      const drawing = drawings.get(incident.id);
      const exercise = exercises.get(incident.id);
      return drawing && exercise ? [picture(drawing, incident, exercise)] : [];
    });
    return { rule: name, report, pictures };
  }

  private takeInto(one: Judged, source: SeriesSource, { firings, failures }: Replayed): void {
    const { period, facts, file } = this.question;
    const { coverage, drawings, metrics, rules } = one;
    for (const { name } of rules) {
      one.firings.push(...(firings.get(name) ?? []));
      one.failed ??= failures.get(name);
    }
    const counted = new Set<unknown>();
    const here = new Set<string>();
    for (const { matchers, text } of one.asked) {
      for (const series of source.select(matchers)) {
        here.add(text);
        one.found.add(text);
        const { service = one.place.service, environment = one.place.environment, metric } = series.labels;
        if (metric !== undefined) metrics.add(metric);
        if (counted.has(series)) continue;
        counted.add(series);
        one.series += 1;
        coverage.add({ service, environment }, series);
      }
    }
    if (one.whole) for (const series of source.select(requests)) one.whole.add(one.place, series);
    one.hasValue ||=
      one.firings.length > 0 ||
      rules.some((rule) => canHaveValue(rule, file, here) && hasValue(rule, file, source, period));
    const compared = rules
      .map(({ expression }) => comparedIn(expression))
      .find((found) => found !== undefined);
    if (!compared) return;
    for (const incident of facts.incidents) {
      if (incident.onset >= period.to || !coverage.places.some((place) => isSamePlace(place, incident)))
        continue;
      if (drawings.has(incident.id)) continue;
      const drawing = drawn(source, compared, incident, period.to);
      if (drawing) drawings.set(incident.id, drawing);
    }
  }
}

function judge(name: string, rules: readonly AlertRule[], { file, origin, period }: RulesQuestion): Judged {
  const read = rules.flatMap(({ expression }) => whatItReads(expression, file.groups));
  const asked = [...new Map(read.map((one) => [one.text, one])).values()];
  const place = {
    service: pinned(asked, 'service') ?? origin?.service,
    environment: pinned(asked, 'environment') ?? origin?.environment,
  };
  const coverage = new Coverage(period);
  return {
    name,
    rules,
    asked,
    place,
    firings: [],
    coverage,
    whole: rules.some((rule) => canHaveValue(rule, file, new Set())) ? new Coverage(period) : undefined,
    found: new Set(),
    hasValue: false,
    series: 0,
    reachMs: reachOf(rules, file),
    metrics: new Set(),
    drawings: new Map(),
    failed: undefined,
  };
}

/** How far back alerts look, with the rules that they read of, and how long they hold. */
function reachOf(alerts: readonly AlertRule[], { groups }: RuleFile): number {
  const look = (rules: readonly Rule[]) =>
    reachOfRules({ groups: [{ name: '', intervalMs: undefined, rules }] });
  const records = groups.flatMap(({ rules }) => rules.filter(({ kind }) => kind === 'record'));
  return look(alerts) + look(records) + Math.max(0, ...alerts.map(({ forMs }) => forMs));
}

function needsOf(file: RuleFile, guards: RuleFile | undefined): Needs {
  const files = guards ? [file, guards] : [file];
  const groups = files.flatMap((one) => one.groups);
  const asked = groups.flatMap(({ rules }) => rules).flatMap((rule) => whatItReads(rule.expression, groups));
  const services = asked.map((one) => pinned([one], 'service'));
  const named = services.filter((service) => service !== undefined);
  return {
    services: named.length === services.length ? [...new Set(named)].sort() : undefined,
    byService: isByService(groups),
    lookbackMs: Math.max(usualLookbackMs, ...files.map((one) => reachOfRules(one))),
  };
}
