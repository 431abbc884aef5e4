import {
  type Change,
  change,
  deployment,
  drill,
  flag,
  incidentSummary,
  page,
  proposal,
  reportSummary,
  timelineEntry,
  withheldProposal,
} from '@hormesis/api';
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { z } from 'zod';
import { getJson, type Query } from './http.js';

/** A list that is read page by page (some come whole, without `next`); its key begins with the resource's name, so that live events can refresh it. */
function list<Item extends z.ZodType>(resource: string, item: Item, query: Query = {}, limit = 200) {
  const schema = page(item).extend({ next: z.string().nullable().default(null) });
  return infiniteQueryOptions({
    queryKey: [resource, query, limit],
    queryFn: ({ pageParam, signal }) =>
      getJson(`api/${resource}`, schema, {
        query: { ...query, limit, cursor: pageParam ?? undefined },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  });
}

export const deploymentList = () => list('deployments', deployment, {}, 500);
export const changeList = (query: { service?: string; kind?: Change['kind'] } = {}, limit = 100) =>
  list('changes', change, query, limit);
export const incidentList = (query: { phase?: 'unresolved' } = {}) =>
  list('incidents', incidentSummary, query, 100);
export const flagList = () => list('flags', flag, {}, 500);
export const proposalList = (query: { incident?: string; state?: string } = {}) =>
  list('proposals', proposal, query, 200);
export const withheldList = (query: { incident?: string } = {}) =>
  list('withheld-proposals', withheldProposal, query, 200);
export const drillList = () => list('drills', drill, {}, 100);
export const reportList = () => list('reports', reportSummary, {}, 100);
export const timelineList = (query: { incident?: string; service?: string }) =>
  list('timeline', timelineEntry, query, 500);
