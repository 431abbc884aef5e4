import type { TimelineEntry, Watches } from '@hormesis/api';
import { backtests } from './backtest-fixtures.js';
import { changes, deployments, flags } from './fleet-fixtures.js';
import { emptyStatus, incidents, reports, status } from './incident-fixtures.js';
import { noPolicies, policies } from './ladder-fixtures.js';
import { cases, classes, drills, emptyOverview, overview } from './learning-fixtures.js';
import { pastTimeline } from './past-timeline.js';
import { proposals, withheld } from './proposal-fixtures.js';
import { drifts, findings, ramps } from './ramp-fixtures.js';
import { reportHtml } from './report-fixture.js';
import { incidentTimeline, manyEntries } from './timeline-fixtures.js';
import { watches } from './watch-fixtures.js';

export type Mode = 'loaded' | 'empty' | 'error';

/** What a path answers: JSON, HTML, or `undefined` for what is not there. */
export function contentOf(
  { mode, entries }: { mode: Mode; entries: number },
  url: URL,
  now: number,
): unknown {
  const [, , resource, id] = url.pathname.split('/');
  const whole = (items: unknown[]) => ({ items: mode === 'empty' ? [] : items, next: null });
  const one = <Item>(items: Item[], of: (item: Item) => string) =>
    mode === 'empty' ? undefined : items.find((item) => of(item) === id);
  switch (resource) {
    case 'deployments':
      return { items: whole(deployments(now)).items };
    case 'flags':
      return { items: whole(flags(now)).items };
    case 'changes':
      return whole(changes(now).filter(({ kind }) => (url.searchParams.get('kind') ?? kind) === kind));
    case 'incidents':
      return id
        ? one(incidents(now), (item) => item.id)
        : whole(
            incidents(now).filter(
              ({ phase }) => url.searchParams.get('phase') !== 'unresolved' || phase !== 'resolved',
            ),
          );
    case 'proposals':
      return id
        ? one(proposals(now), (item) => item.id)
        : whole(proposals(now).filter(ofIncident(url)).filter(inStates(url)));
    case 'cases':
      return one(cases(now), (item) => item.incident);
    case 'learning':
      if (id) return one(classes(now), (item) => item.fingerprint);
      return mode === 'empty' ? emptyOverview : overview(now);
    case 'backtests':
      return id
        ? one(backtests(now), (item) => item.id)
        : whole(
            backtests(now)
              .filter(ofProposal(url))
              .map((run) => ({
                ...run,
                reports: run.reports.map((one) => ({ ...one, pictures: [] })),
              })),
          );
    case 'drills':
      return whole(drills(now));
    case 'watches':
      return { ...watches(now), items: mode === 'empty' ? [] : watches(now).items.filter(ofFlag(url)) };
    case 'policy':
      return mode === 'empty' ? noPolicies(now) : policies(now);
    case 'drift':
      return { items: whole(drifts(now)).items };
    case 'ramps':
      return { items: whole(ramps(now)).items };
    case 'flag-policy':
      return { items: whole(findings(now)).items };
    case 'withheld-proposals':
      return whole(withheld(now).filter(ofIncident(url)));
    case 'reports':
      return id ? (mode === 'empty' ? undefined : reportHtml) : whole(reports(now));
    case 'timeline':
      return whole(timeline(url, now, entries));
    case 'status':
      return mode === 'empty' ? emptyStatus(now) : status(now);
    default:
      return undefined;
  }
}

function ofFlag(url: URL) {
  const flag = url.searchParams.get('flag');
  return ({ change }: Watches['items'][number]) => flag === null || change.flag === flag;
}

function ofIncident(url: URL) {
  const incident = url.searchParams.get('incident');
  return (item: { incident: string }) => incident === null || item.incident === incident;
}

function inStates(url: URL) {
  const states = url.searchParams.get('state')?.split(',');
  return ({ state }: { state: string }) => states?.includes(state) ?? true;
}

function ofProposal(url: URL) {
  const wanted = url.searchParams.get('proposal');
  return ({ proposal }: { proposal: string | null }) => wanted === null || proposal === wanted;
}

function timeline(url: URL, now: number, entries: number): TimelineEntry[] {
  const incident = url.searchParams.get('incident');
  const service = url.searchParams.get('service');
  const all = [...incidentTimeline(now), ...pastTimeline(now), ...manyEntries(now, entries)];
  if (incident) return all.filter((entry) => entry.incident === incident);
  return service ? all.filter((entry) => entry.lane === service) : all;
}
