import {
  backtest,
  driftList,
  failureClassSummary,
  flagFinding,
  incidentCase,
  incidentDetail,
  learningOverview,
  policies,
  proposal,
  ramp,
  status,
} from '@hormesis/api';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { getJson, getText } from './http.js';

export const statusQuery = queryOptions({
  queryKey: ['status'],
  queryFn: ({ signal }) => getJson('api/status', status, { signal }),
  refetchInterval: 5000,
});

export const incidentQuery = (id: string) =>
  queryOptions({
    queryKey: ['incidents', id],
    queryFn: ({ signal }) => getJson(`api/incidents/${encodeURIComponent(id)}`, incidentDetail, { signal }),
  });

export const proposalQuery = (id: string) =>
  queryOptions({
    queryKey: ['proposals', id],
    queryFn: ({ signal }) => getJson(`api/proposals/${encodeURIComponent(id)}`, proposal, { signal }),
  });

/** What an incident had to teach. */
export const caseQuery = (incident: string) =>
  queryOptions({
    queryKey: ['cases', incident],
    queryFn: ({ signal }) => getJson(`api/cases/${encodeURIComponent(incident)}`, incidentCase, { signal }),
  });

/** Every class of failure, page by page, and the totals. */
export const learningQuery = infiniteQueryOptions({
  queryKey: ['learning'],
  queryFn: ({ pageParam, signal }) =>
    getJson('api/learning', learningOverview, { query: { cursor: pageParam ?? undefined }, signal }),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.next,
  placeholderData: keepPreviousData,
});

export const classQuery = (fingerprint: string) =>
  queryOptions({
    queryKey: ['learning', fingerprint],
    queryFn: ({ signal }) =>
      getJson(`api/learning/${encodeURIComponent(fingerprint)}`, failureClassSummary, { signal }),
  });

const backtests = z.object({ items: z.array(backtest) });

/** Replays of a proposal, without their pictures, asked for again and again while one runs. */
export const backtestsQuery = (proposalId: string) =>
  queryOptions({
    queryKey: ['backtests', proposalId],
    queryFn: ({ signal }) => getJson('api/backtests', backtests, { query: { proposal: proposalId }, signal }),
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ state: at }) => at === 'running' || at === 'waiting') ? 700 : false,
  });

/** One replay, with its pictures: what has ended does not change. */
export const backtestQuery = (id: string) =>
  queryOptions({
    queryKey: ['backtest', id],
    queryFn: ({ signal }) => getJson(`api/backtests/${encodeURIComponent(id)}`, backtest, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** A week's report as the server renders it for people. */
export const reportHtmlQuery = (week: string) =>
  queryOptions({
    queryKey: ['reports', week, 'html'],
    queryFn: ({ signal }) => getText(`api/reports/${encodeURIComponent(week)}`, 'text/html', signal),
    placeholderData: keepPreviousData,
  });

/** How far the guardian may go, and what holds it back. */
export const policyQuery = queryOptions({
  queryKey: ['policy'],
  queryFn: ({ signal }) => getJson('api/policy', policies, { signal }),
});

/** Where Git says something else than what users get. */
export const driftQuery = queryOptions({
  queryKey: ['drift'],
  queryFn: ({ signal }) => getJson('api/drift', driftList, { signal }),
});

const findings = z.object({ items: z.array(flagFinding) });

/** Deployments that users can notice and that are behind no flag. */
export const flagFindingsQuery = queryOptions({
  queryKey: ['flag-findings'],
  queryFn: ({ signal }) => getJson('api/flag-policy/findings', findings, { signal }),
});

const ramps = z.object({ items: z.array(ramp) });

/** The ramp of each flag; asked for again and again, for guards count all the time. */
export const rampsQuery = queryOptions({
  queryKey: ['ramps'],
  queryFn: ({ signal }) => getJson('api/ramps', ramps, { signal }),
  refetchInterval: 5000,
});
