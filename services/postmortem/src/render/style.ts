import type { Html } from './html.js';

/** Written for the page itself, so nothing in it is escaped. */
export const style: Html = {
  html: `
:root { color-scheme: light dark; --text: light-dark(#1b1f24, #e6e8eb); --quiet: light-dark(#57606a, #9aa4af); --line: light-dark(#d0d7de, #3a424b); --ground: light-dark(#ffffff, #15191e); --link: light-dark(#0a58b8, #7cb7ff); --bad: light-dark(#b3261e, #ff9a90); }
body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 52rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .5rem; border-bottom: 1px solid var(--line); padding-bottom: .25rem; }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .25rem; }
header p, .cite, caption { color: var(--quiet); }
a { color: var(--link); }
table { border-collapse: collapse; width: 100%; margin: 1.5rem 0 0; font-variant-numeric: tabular-nums; }
caption { text-align: left; }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
.value { font-weight: 600; white-space: nowrap; }
dl { margin: .5rem 0; display: grid; grid-template-columns: 9rem 1fr; gap: .25rem 1rem; }
dt { color: var(--quiet); }
dd { margin: 0; }
dd p { margin: 0 0 .25rem; }
.cite { font-size: .85em; }
.severity.critical { color: var(--bad); font-weight: 600; }
code { font-size: .85em; }
tr:target { outline: 2px solid var(--link); }
@media (max-width: 36rem) { dl { grid-template-columns: 1fr; } }
@media print { main { max-width: none; padding: 0; } article, tr { break-inside: avoid; } a { color: inherit; text-decoration: none; } }
`,
};
