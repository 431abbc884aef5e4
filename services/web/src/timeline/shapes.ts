import type { Kind } from './columns.js';

/** One shape a kind, drawn in a box of 16 × 16: the same in the chart, the list and the legend. */
export const shapes: Record<Kind, { path: string; word: string }> = {
  deployment: {
    path: 'M5 2h6a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1z',
    word: 'Deployment',
  },
  rollback: { path: 'M13 1.8v12.4L2 8z', word: 'Rollback' },
  flag: { path: 'M8 1.3 14.7 8 8 14.7 1.3 8z', word: 'Flag' },
  anomaly: { path: 'M8 1.8 15 14H1z', word: 'Anomaly' },
  attribution: {
    path: 'M8 1.5A6.5 6.5 0 0 1 8 14.5 6.5 6.5 0 0 1 8 1.5zM8 5a3 3 0 0 0 0 6 3 3 0 0 0 0-6z',
    word: 'Attribution',
  },
  action: { path: 'M4.7 2h6.6L14.7 8l-3.4 6H4.7L1.3 8z', word: 'Action' },
  incident: {
    path: 'M3 2.5h10a.5.5 0 0 1 .5.5v10a.5.5 0 0 1-.5.5H3a.5.5 0 0 1-.5-.5V3a.5.5 0 0 1 .5-.5z',
    word: 'Incident',
  },
  learning: { path: 'M8 .8l2.1 4.6 5 .6-3.7 3.4 1 4.9L8 11.9l-4.4 2.4 1-4.9L.9 6l5-.6z', word: 'Learning' },
  person: { path: 'M8 2a6 6 0 0 1 0 12A6 6 0 0 1 8 2z', word: 'Person' },
  compute: { path: 'M6 1.5h4V6h4.5v4H10v4.5H6V10H1.5V6H6z', word: 'Compute' },
  other: { path: 'M8 5a3 3 0 0 1 0 6 3 3 0 0 1 0-6z', word: 'Other' },
};
