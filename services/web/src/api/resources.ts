import { incidentDetail, proposal, status } from '@hormesis/api';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
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

/** A week's report as the server renders it for people. */
export const reportHtmlQuery = (week: string) =>
  queryOptions({
    queryKey: ['reports', week, 'html'],
    queryFn: ({ signal }) => getText(`api/reports/${encodeURIComponent(week)}`, 'text/html', signal),
    placeholderData: keepPreviousData,
  });
