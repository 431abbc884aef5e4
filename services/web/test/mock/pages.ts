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
  proposal: '/proposals/prop-alert-1',
  flags: '/flags',
  flag: '/flags?sel=checkout-tax-v2',
  policy: '/policy',
  reports: '/reports',
};

/** Forms that open over a page. */
export const forms: Record<string, string> = {
  rule: '/policy?edit=checkout%2Fproduction%2F*',
  freeze: '/policy?edit=new-freeze',
  ramp: '/flags?sel=new-onboarding&ramp=new',
};
