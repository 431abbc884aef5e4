import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  stripSearchParams,
} from '@tanstack/react-router';
import { z } from 'zod';
import {
  deploymentsSearch,
  flagsSearch,
  incidentsSearch,
  learningSearch,
  policySearch,
  proposalSearch,
  proposalsSearch,
  reportsSearch,
} from './search/list-search.js';
import { timelineSearch } from './search/timeline-search.js';
import { AppShell } from './shell/app-shell.js';
import { NotFoundPage, PageError } from './shell/page-failures.js';

const root = createRootRoute({ component: AppShell, notFoundComponent: NotFoundPage });
const getParentRoute = () => root;

const routes = [
  createRoute({
    getParentRoute,
    path: '/',
    component: lazyRouteComponent(() => import('./pages/overview/overview-page.js'), 'OverviewPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/deployments',
    validateSearch: deploymentsSearch,
    search: { middlewares: [stripSearchParams(deploymentsSearch.parse({}))] },
    component: lazyRouteComponent(() => import('./pages/deployments/deployments-page.js'), 'DeploymentsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/incidents',
    validateSearch: incidentsSearch,
    search: { middlewares: [stripSearchParams(incidentsSearch.parse({}))] },
    component: lazyRouteComponent(() => import('./pages/incidents/incidents-page.js'), 'IncidentsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/incidents/$id',
    validateSearch: timelineSearch,
    search: { middlewares: [stripSearchParams({ view: 'story', q: '' } as const)] },
    component: lazyRouteComponent(() => import('./pages/incident/incident-page.js'), 'IncidentPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/timeline',
    validateSearch: timelineSearch.extend({ service: z.string().optional().catch(undefined) }),
    search: { middlewares: [stripSearchParams({ view: 'story', q: '' } as const)] },
    component: lazyRouteComponent(() => import('./pages/timeline/timeline-page.js'), 'TimelinePage'),
  }),
  createRoute({
    getParentRoute,
    path: '/proposals',
    validateSearch: proposalsSearch,
    search: { middlewares: [stripSearchParams(proposalsSearch.parse({}))] },
    component: lazyRouteComponent(() => import('./pages/proposals/proposals-page.js'), 'ProposalsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/proposals/$id',
    validateSearch: proposalSearch,
    component: lazyRouteComponent(() => import('./pages/proposal/proposal-page.js'), 'ProposalPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/learning',
    validateSearch: learningSearch,
    search: { middlewares: [stripSearchParams(learningSearch.parse({}))] },
    component: lazyRouteComponent(() => import('./pages/learning/learning-page.js'), 'LearningPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/learning/$fingerprint',
    component: lazyRouteComponent(() => import('./pages/learning/class-page.js'), 'ClassPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/flags',
    validateSearch: flagsSearch,
    search: { middlewares: [stripSearchParams({ q: '', state: 'any' } as const)] },
    component: lazyRouteComponent(() => import('./pages/flags/flags-page.js'), 'FlagsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/policy',
    validateSearch: policySearch,
    component: lazyRouteComponent(() => import('./pages/policy/policy-page.js'), 'PolicyPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/reports',
    validateSearch: reportsSearch,
    component: lazyRouteComponent(() => import('./pages/reports/reports-page.js'), 'ReportsPage'),
  }),
] as const;

export const router = createRouter({
  routeTree: root.addChildren(routes),
  basepath: new URL(document.baseURI).pathname,
  defaultPreload: 'intent',
  defaultErrorComponent: PageError,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
