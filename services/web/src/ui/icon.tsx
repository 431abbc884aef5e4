const paths = {
  overview: 'M3 11.5 10 4l7 7.5M5.5 10v6.5h9V10',
  deployments: 'M10 2.5 17 6v8l-7 3.5L3 14V6zM3 6l7 3.5L17 6M10 9.5v8',
  incidents: 'M10 3 18 16.5H2zM10 8.5v3.5M10 14.2v.1',
  timeline: 'M2.5 5.5h8M6 10h11.5M4 14.5h7',
  flags: 'M5 17.5v-15M5 3.5h10.5l-2.5 3.75L15.5 11H5',
  proposals: 'M10 2.5a5.5 5.5 0 0 0-3 10.1V15h6v-2.4a5.5 5.5 0 0 0-3-10.1zM7.5 17.5h5',
  learning: 'M3 3v14h14M5.5 5.5c2 6 5 7.5 11 8',
  policy: 'M6.5 2.5v15M13.5 2.5v15M6.5 5.5h7M6.5 10h7M6.5 14.5h7',
  reports: 'M5 2.5h7l3.5 3.5v11.5H5zM8 9.5h5M8 13h5',
  copy: 'M7 7h9.5v9.5H7zM13 7V3.5H3.5V13H7',
  check: 'm4 10.5 4 4 8-9',
  close: 'm5 5 10 10M15 5 5 15',
  sun: 'M10 6.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM10 1.5v2M10 16.5v2M1.5 10h2M16.5 10h2M4 4l1.4 1.4M14.6 14.6 16 16M4 16l1.4-1.4M14.6 5.4 16 4',
  moon: 'M16.5 12A7 7 0 0 1 8 3.5a7 7 0 1 0 8.5 8.5z',
  system: 'M2.5 4h15v9.5h-15zM7 17h6',
  menu: 'M3 5.5h14M3 10h14M3 14.5h14',
  person: 'M10 3a3.25 3.25 0 1 1 0 6.5A3.25 3.25 0 0 1 10 3zM3.5 17a6.5 6.5 0 0 1 13 0',
  agent: 'M4.5 7h11v8.5h-11zM10 7V3.5M7.8 10.8v1M12.2 10.8v1',
  cog: 'M10 7a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM10 2.5V5M10 15v2.5M2.5 10H5M15 10h2.5',
  zoomIn: 'M8.5 3a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM12.5 12.5 17 17M8.5 6v5M6 8.5h5',
  zoomOut: 'M8.5 3a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM12.5 12.5 17 17M6 8.5h5',
  left: 'm12.5 4-6 6 6 6',
  right: 'm7.5 4 6 6-6 6',
  fit: 'M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4',
  retry: 'M15.5 6.5A6.5 6.5 0 1 0 16.5 10M16 2.5v4h-4',
  help: 'M7.5 7.5a2.5 2.5 0 1 1 3.7 2.2c-.8.5-1.2.9-1.2 1.8M10 14.4v.1M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15z',
  arrow: 'M4 10h12M11.5 5.5 16 10l-4.5 4.5',
} as const;

export type IconName = keyof typeof paths;

/** A line drawing beside a word; it says nothing that the word does not. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={paths[name]} />
    </svg>
  );
}
