import type { IconName } from '../ui/icon.js';

/** The places of the console, in the order of its navigation; `key` goes there after `g`. */
export const places = [
  { to: '/', word: 'Overview', icon: 'overview', key: 'o' },
  { to: '/incidents', word: 'Incidents', icon: 'incidents', key: 'i' },
  { to: '/deployments', word: 'Deployments', icon: 'deployments', key: 'd' },
  { to: '/timeline', word: 'Timeline', icon: 'timeline', key: 't' },
  { to: '/flags', word: 'Flags', icon: 'flags', key: 'f' },
  { to: '/proposals', word: 'Proposals', icon: 'proposals', key: 'p' },
  { to: '/learning', word: 'Learning', icon: 'learning', key: 'e' },
  { to: '/policy', word: 'Policy', icon: 'policy', key: 'l' },
  { to: '/reports', word: 'Reports', icon: 'reports', key: 'r' },
] as const satisfies readonly { to: string; word: string; icon: IconName; key: string }[];
