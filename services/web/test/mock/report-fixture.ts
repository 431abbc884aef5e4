/** As the postmortem service renders it: its own style, references to events, a table. */
export const reportHtml = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Week 47: three incidents</title>
<style>
:root { color-scheme: light dark; --text: light-dark(#1b1f24, #e6e8eb); --ground: light-dark(#ffffff, #15191e); --link: light-dark(#0a58b8, #7cb7ff); }
body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 52rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
a { color: var(--link); }
</style>
</head>
<body>
<main>
<header><h1>Week 47: three incidents, one stopped before users felt it</h1></header>
<section aria-labelledby="incidents"><h2 id="incidents">Incidents</h2>
<p>Latency of mailer rose to 4.2 s. <span class="cite">[<a href="#e1">e1</a>]</span></p></section>
<p style="height: 200vh"></p><section aria-labelledby="events"><h2 id="events">Events</h2>
<table><thead><tr><th scope="col">Reference</th><th scope="col">Id</th></tr></thead>
<tbody><tr id="e1"><th scope="row">e1</th><td><code>evt-anomaly-mailer</code></td></tr></tbody></table></section>
</main>
</body>
</html>
`;
