import { shownProposal } from './backtest-fixtures.js';
import { liveIncident, pastIncident } from './incident-fixtures.js';

/** Every page, and what opens over it. */
export const pages: Record<string, string> = {
  overview: '/',
  deployments: '/deployments',
  history: '/deployments?tab=history',
  incidents: '/incidents',
  incident: `/incidents/${liveIncident}?sel=evt-opened`,
  'past-incident': `/incidents/${pastIncident}`,
  timeline: '/timeline',
  proposals: '/proposals',
  withheld: '/proposals?tab=withheld',
  proposal: `/proposals/${shownProposal}`,
  learning: '/learning',
  drills: '/learning?tab=drills',
  class: '/learning/fp-9c1e04b7a2d8',
  flags: '/flags',
  flag: '/flags?sel=checkout-tax-v2',
  policy: '/policy',
  reports: '/reports',
};

/** States of pages that there are only when there is something to show. */
export const states: Record<string, string> = {
  decided: '/proposals?tab=decided',
  'not-evaluable': '/proposals/pro-44e1d07c3b96',
  guard: '/proposals/pro-77aa0142c9de',
  'flag-default': '/proposals/pro-5d2207be91aa',
  'edited-files': `/proposals/${shownProposal}?edit=files`,
};

/** Forms that open over a page. */
export const forms: Record<string, string> = {
  rule: '/policy?edit=checkout%2Fproduction%2F*',
  freeze: '/policy?edit=new-freeze',
  ramp: '/flags?sel=new-onboarding&ramp=new',
};
