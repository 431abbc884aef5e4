import type { Vector } from '../evaluate/evaluation.js';
import { labelKey, without } from '../labels/label-set.js';
import { sameLabels } from '../plan/map-values.js';
import type { Labels } from '../series.js';
import type { RuleChange } from './rule-change.js';
import type { AlertRule } from './rule-file.js';

type Alert = {
  key: string;
  labels: Labels;
  /** Labels of the sample, for the annotations. */
  sample: Labels;
  value: number;
  activeAt: number;
  firedAt: number | undefined;
  /** Since when it fires on without a sample. */
  keptSince: number | undefined;
  presentAt: number;
};

export type ActiveAlert = Pick<RuleChange, 'labels' | 'annotations' | 'value' | 'activeAt'> & {
  state: 'pending' | 'firing';
  firedAt: number | undefined;
};

/** The alerts of one rule, as Prometheus keeps them: pending, firing after `for`, kept for `keep_firing_for`. */
export function alertStates(rule: AlertRule, group: string) {
  const active = new Map<string, Alert>();
  const identify = identities(rule);

  const change = (state: RuleChange['state'], at: number, alert: Alert): RuleChange => ({
    state,
    at,
    group,
    rule: rule.name,
    labels: alert.labels,
    annotations: annotationsOf(rule, alert),
    value: alert.value,
    activeAt: alert.activeAt,
    ...(alert.firedAt !== undefined && { firedAt: alert.firedAt }),
  });

  const takeIn = (vector: Vector, at: number) => {
    const { labels, values, present } = vector;
    let slot = present.indexOf(1);
    const taken: Alert[] = [];
    for (; slot >= 0; slot = present.indexOf(1, slot + 1)) {
      const sample = labels[slot] as Labels;
      const value = values[slot] as number;
      const identity = identify(sample, value);
      const known = active.get(identity.key);
      if (taken.some(({ key }) => key === identity.key)) throw sameLabels(identity.labels);
      taken.push(
        known
          ? { ...known, sample, value, presentAt: at, keptSince: undefined }
          : {
              ...identity,
              sample,
              value,
              activeAt: at,
              firedAt: undefined,
              keptSince: undefined,
              presentAt: at,
            },
      );
    }
    return taken;
  };

  return {
    /** Moves the alerts on by what the expression gave. */
    update(vector: Vector, at: number): RuleChange[] {
      if (active.size === 0 && !vector.present.includes(1)) return [];
      const changes: RuleChange[] = [];
      for (const alert of takeIn(vector, at)) {
        if (!active.has(alert.key)) changes.push(change('pending', at, alert));
        active.set(alert.key, alert);
      }
      for (const alert of active.values()) {
        if (alert.presentAt !== at) {
          alert.keptSince ??= at;
          const kept = alert.firedAt !== undefined && at - alert.keptSince < rule.keepFiringForMs;
          if (kept) continue;
          active.delete(alert.key);
          changes.push(change(alert.firedAt === undefined ? 'lapsed' : 'resolved', at, alert));
        } else if (alert.firedAt === undefined && at - alert.activeAt >= rule.forMs) {
          alert.firedAt = at;
          changes.push(change('firing', at, alert));
        }
      }
      return changes;
    },
    alerts: (): ActiveAlert[] =>
      [...active.values()].map((alert) => ({
        state: alert.firedAt === undefined ? 'pending' : 'firing',
        labels: alert.labels,
        annotations: annotationsOf(rule, alert),
        value: alert.value,
        activeAt: alert.activeAt,
        firedAt: alert.firedAt,
      })),
  };
}

export type AlertStates = ReturnType<typeof alertStates>;

function annotationsOf(rule: AlertRule, { sample, value }: Alert): Record<string, string> {
  return Object.fromEntries(
    Object.entries(rule.annotations).map(([name, { expand }]) => [name, expand({ labels: sample, value })]),
  );
}

type Identity = { key: string; labels: Labels };

/** The labels of an alert, worked out once for each label set unless they tell the value. */
function identities(rule: AlertRule): (sample: Labels, value: number) => Identity {
  const known = new WeakMap<Labels, Identity>();
  const varies = Object.values(rule.labels).some(({ usesValue }) => usesValue);
  const workOut = (sample: Labels, value: number): Identity => {
    const own = Object.entries(rule.labels).map(([name, { expand }]): [string, string] => [
      name,
      expand({ labels: sample, value }),
    ]);
    const all: Labels = {
      ...without(sample, ['__name__']),
      ...Object.fromEntries(own),
      alertname: rule.name,
    };
    const labels = Object.fromEntries(Object.entries(all).filter(([, each]) => each !== ''));
    return { key: labelKey(labels), labels };
  };
  return (sample, value) => {
    if (varies) return workOut(sample, value);
    const identity = known.get(sample) ?? workOut(sample, value);
    known.set(sample, identity);
    return identity;
  };
}
