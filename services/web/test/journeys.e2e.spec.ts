import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { shownProposal } from './mock/backtest-fixtures.js';
import { startConsole, type TestConsole } from './mock/console.js';
import { liveIncident, pastIncident } from './mock/incident-fixtures.js';

let web: TestConsole;

beforeAll(async () => {
  web = await startConsole();
});
afterAll(() => web?.stop());
beforeEach(() => {
  web.server.mode = 'loaded';
  web.server.sent.length = 0;
});

describe('a person decides', () => {
  it('rejects a proposal: not without a reason, and the reason is sent', async () => {
    const { page, close } = await web.open('/proposals');
    await page.getByRole('link', { name: /Alert when more than 5.2 %/ }).click();
    await page.getByRole('button', { name: 'Reject', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Reject the proposal' });
    await dialog.getByRole('button', { name: 'Reject' }).click();
    await dialog.getByText('Say why: it is kept with the event.').waitFor();
    expect(web.server.sent).toEqual([]);
    await dialog.getByLabel('Why?').fill('The office hours alert covers it.');
    await dialog.getByRole('button', { name: 'Reject' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Rejected.', { exact: true }).waitFor();
    await close();
    expect(web.server.sent).toEqual([
      {
        method: 'POST',
        path: `/api/proposals/${shownProposal}/reject`,
        body: { reason: 'The office hours alert covers it.' },
      },
    ]);
  });

  it('approves the recommended action after seeing what it does', async () => {
    const { page, close } = await web.open(`/incidents/${liveIncident}`);
    await page.getByRole('button', { name: 'Approve' }).click();
    const dialog = page.getByRole('dialog', { name: 'Approve the action?' });
    await dialog.getByText('Every user gets the code’s default at once.', { exact: false }).waitFor();
    await dialog.getByRole('button', { name: 'Turn off flag checkout-tax-v2' }).click();
    await dialog.waitFor({ state: 'detached' });
    await close();
    expect(web.server.sent).toEqual([
      { method: 'POST', path: `/api/incidents/${liveIncident}/actions/act-1/approve`, body: {} },
    ]);
  });

  it('turns a flag off with a reason', async () => {
    const { page, close } = await web.open('/flags');
    await page.getByRole('button', { name: 'Turn off search-semantic' }).click();
    await page.getByLabel('Why?').fill('Too slow');
    await page.getByRole('dialog').getByRole('button', { name: 'Turn off' }).click();
    await page.getByText('search-semantic is off.').waitFor();
    await close();
    expect(web.server.sent).toEqual([
      {
        method: 'POST',
        path: '/api/flags/search-semantic/flip',
        body: { state: 'DISABLED', reason: 'Too slow' },
      },
    ]);
  });
});

describe('the ladder', () => {
  it('lets a rule go one rung further: not without a reason', async () => {
    const { page, close } = await web.open('/policy');
    await page.getByRole('button', { name: 'Change the rung of checkout in production' }).click();
    const dialog = page.getByRole('dialog', { name: 'Change the rung' });
    expect(await dialog.getByRole('radio', { name: /Pause/ }).isChecked()).toBe(true);
    await dialog.getByRole('button', { name: 'Change it' }).click();
    await dialog.getByText('Say why: it is kept with the event.').waitFor();
    expect(web.server.sent).toEqual([]);
    await dialog.getByLabel('Why?').fill('15 of 15 were right');
    await dialog.getByRole('button', { name: 'Change it' }).click();
    await dialog.waitFor({ state: 'detached' });
    await close();
    expect(web.server.sent).toMatchObject([
      {
        method: 'PUT',
        path: '/api/policy',
        body: { service: 'checkout', rung: 'pause', reason: '15 of 15 were right' },
      },
    ]);
  });

  it('is only shown to those who may not change it', async () => {
    web.server.scopes = ['read'];
    const { page, close } = await web.open('/policy');
    await page.getByText('Read only: your token lacks policy:write.').first().waitFor();
    await page.getByRole('article', { name: 'checkout in production' }).waitFor();
    const buttons = await page.getByRole('main').getByRole('button').count();
    await close();
    web.server.scopes = ['*'];
    expect(buttons).toBe(0);
  });

  it('undoes what the guardian did, with a reason', async () => {
    const { page, close } = await web.open(`/incidents/${liveIncident}`);
    await page.getByText('Did not help in time').waitFor();
    await page.getByRole('button', { name: 'Undo: Pause the ramp' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Why?').fill('It was the payment provider');
    await dialog.getByRole('button', { name: 'Undo', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await close();
    expect(web.server.sent).toEqual([
      {
        method: 'POST',
        path: '/api/actions/act-pause/undo',
        body: { reason: 'It was the payment provider' },
      },
    ]);
  });

  it('pauses a ramp', async () => {
    const { page, close } = await web.open('/flags?sel=search-semantic');
    await page.getByRole('button', { name: 'Pause: ramp of search-semantic' }).click();
    const dialog = page.getByRole('dialog', { name: 'Pause: ramp of search-semantic' });
    await dialog.getByRole('button', { name: 'Pause', exact: true }).click();
    await page.getByText('The ramp is paused.').waitFor();
    await close();
    expect(web.server.sent).toEqual([
      { method: 'POST', path: '/api/flags/search-semantic/ramp/pause', body: {} },
    ]);
  });
});

describe('with the keyboard only', () => {
  it('goes from the overview to an incident, walks its timeline, and takes it', async () => {
    const { page, close } = await web.open('/');
    const press = (...keys: string[]) =>
      keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
    await press('g', 'i');
    await page.getByRole('heading', { name: 'Incidents', level: 1 }).waitFor();
    await page.getByRole('link', { name: /Error rate of checkout/ }).focus();
    await press('Enter');
    await page.getByRole('heading', { name: /Error rate of checkout/, level: 1 }).waitFor();

    const list = page.getByRole('listbox', { name: 'Events in order of time' });
    await list.focus();
    await press('j', 'j');
    await page
      .getByRole('article', { name: 'Selected event' })
      .getByText('evt-ramp', { exact: true })
      .waitFor();
    expect(page.url()).toContain('sel=evt-ramp');
    expect(await list.getByRole('option', { selected: true }).textContent()).toContain('ramped to 10 %');

    await page.getByLabel('Timeline chart').focus();
    await press('[');
    await expect.poll(() => page.url()).toContain('sel=evt-deploy');
    await press('w');
    await expect.poll(() => page.url()).toMatch(/from=\d{8}T\d{6}(\.\d{3})?Z/);
    await press('0');
    await expect.poll(() => page.url()).not.toContain('from=');

    await page.getByRole('button', { name: 'Acknowledge' }).focus();
    await press('Enter');
    await page.getByText('Acknowledged.', { exact: true }).waitFor();
    await close();
    expect(web.server.sent).toEqual([
      { method: 'POST', path: `/api/incidents/${liveIncident}/acknowledge`, body: {} },
    ]);
  });

  it('skips to the content, and shows the keys with ?', async () => {
    const { page, close } = await web.open('/');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN');
    await page.keyboard.press('Shift+?');
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await close();
  });
});

describe('the queue of proposals, with the keyboard only', () => {
  it('moves, accepts what has the focus, and opens it to be edited', async () => {
    const { page, complaints, close } = await web.open('/proposals');
    const press = (...keys: string[]) =>
      keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
    await press('j', 'j', 'j', 'k', 'k');
    expect(await focused()).toContain('more than 5.2 %');
    await press('a');
    const dialog = page.getByRole('dialog', { name: 'Accept the proposal' });
    await dialog.getByText('more than 5.2 %', { exact: false }).waitFor();
    await press('r', 'e');
    expect(await dialog.getByLabel('Note').inputValue()).toBe('re');
    await dialog.getByRole('button', { name: 'Accept' }).click();
    await dialog.waitFor({ state: 'detached' });
    await press('k', 'e');
    await page.getByLabel('alerts/mailer-latency.rules.yml').waitFor();
    expect(page.url()).toContain('edit=files');
    await close();
    expect(complaints).toEqual([]);
    expect(web.server.sent).toEqual([
      { method: 'POST', path: `/api/proposals/${shownProposal}/accept`, body: { note: 're' } },
    ]);
  });

  it('accepts what nothing on record speaks for only with a reason', async () => {
    const { page, close } = await web.open('/proposals?kind=flag-default');
    for (const key of ['j', 'a']) await page.keyboard.press(key);
    const dialog = page.getByRole('dialog', { name: 'Accept it untested' });
    await dialog.getByText('It has not been backtested as it stands.', { exact: false }).waitFor();
    await dialog.getByRole('button', { name: 'Accept untested' }).click();
    await dialog.getByText('Say why: it is kept with the event.').waitFor();
    expect(web.server.sent).toEqual([]);
    await dialog.getByRole('textbox').fill('It costs nothing');
    await dialog.getByRole('button', { name: 'Accept untested' }).click();
    await dialog.waitFor({ state: 'detached' });
    await close();
    expect(web.server.sent).toMatchObject([{ body: { note: 'It costs nothing', untested: true } }]);
  });

  it('does not take the letter after g for itself', async () => {
    const { page, close } = await web.open('/proposals');
    for (const key of ['j', 'g', 'r']) await page.keyboard.press(key);
    await page.getByRole('heading', { name: 'Reports', level: 1 }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await close();
  });

  it('decides nothing for those who may only read', async () => {
    web.server.scopes = ['read'];
    const { page, close } = await web.open('/proposals');
    for (const key of ['j', 'a']) await page.keyboard.press(key);
    await page.getByText('Read only: your token lacks proposals:write.').waitFor();
    await close();
    web.server.scopes = ['*'];
    expect(web.server.sent).toEqual([]);
  });
});

describe('a proposal', () => {
  it('shows where it would have fired, and says the same as a table', async () => {
    const { page, close } = await web.open(`/proposals/${shownProposal}`);
    await page
      .getByRole('img', { name: /would have fired 3 min 6 s before the incident was detected/ })
      .waitFor();
    await page.getByText('As a table').click();
    const table = page.getByRole('table', { name: 'The incident as measured' });
    expect(await table.getByRole('row').count()).toBeGreaterThan(20);
    await table.getByText('would have fired here').waitFor();
    await close();
  });

  it('says what is missing where the record does not allow a judgement', async () => {
    const { page, close } = await web.open('/proposals/pro-44e1d07c3b96');
    await page.getByText('Signal windows by cohort').waitFor();
    expect(await page.getByText('False alarms a week').count()).toBe(0);
    await close();
  });

  it('is edited: nothing is sent before something differs, then files and note', async () => {
    const { page, close } = await web.open(`/proposals/${shownProposal}?edit=files`);
    await page.getByRole('button', { name: 'Keep the edit' }).click();
    await page.getByText('Nothing differs yet from what is there.').waitFor();
    expect(web.server.sent).toEqual([]);
    await page.getByLabel('alerts/mailer-latency.rules.yml').fill('groups: []');
    await page.getByLabel(/What did you change/).fill('Nothing to keep');
    await page.getByRole('button', { name: 'Keep the edit' }).click();
    await page.getByText('The files are kept.', { exact: false }).waitFor();
    await close();
    expect(web.server.sent).toMatchObject([
      {
        method: 'PUT',
        path: `/api/proposals/${shownProposal}/files`,
        body: { note: 'Nothing to keep', files: [{ content: 'groups: []' }, {}] },
      },
    ]);
  });

  it('is replayed; a replay under way says how far it is and can be given up', async () => {
    const { page, close } = await web.open(`/proposals/${shownProposal}`);
    await page.getByRole('button', { name: 'Run the backtest again' }).click();
    await expect.poll(() => web.server.sent.length).toBe(1);
    await page.goto(`${web.server.url}/proposals/pro-5d2207be91aa`);
    await page.getByText(/42\s%\sof the period replayed, about 21 s left/).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(() => web.server.sent.length).toBe(2);
    await page.getByText('What it would change of what is in force').waitFor();
    await close();
    expect(web.server.sent).toMatchObject([
      { method: 'POST', path: '/api/backtests', body: { proposal: shownProposal } },
      { method: 'DELETE', path: '/api/backtests/bt-2' },
    ]);
  });

  it('gets an owner and a day, and is retired with a reason once in force', async () => {
    const { page, close } = await web.open('/proposals/pro-77aa0142c9de');
    await page.getByText('2 of 19 firings in 13 weeks were right.', { exact: false }).waitFor();
    await page.getByRole('button', { name: 'Assign anew' }).click();
    const assign = page.getByRole('dialog', { name: 'Assign the proposal' });
    await assign.getByLabel('Owner').fill('team-mail');
    await assign.getByLabel(/Due/).fill('2027-01-04T09:00');
    await assign.getByRole('button', { name: 'Assign it' }).click();
    await assign.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Retire' }).click();
    const retire = page.getByRole('dialog', { name: 'Retire the guard' });
    await retire.getByLabel('Why?').fill('It cries at every import');
    await retire.getByRole('button', { name: 'Retire' }).click();
    await retire.waitFor({ state: 'detached' });
    await close();
    expect(web.server.sent).toEqual([
      {
        method: 'POST',
        path: '/api/proposals/pro-77aa0142c9de/assign',
        body: { owner: 'team-mail', due: '2027-01-04T09:00:00.000Z' },
      },
      {
        method: 'POST',
        path: '/api/proposals/pro-77aa0142c9de/retire',
        body: { reason: 'It cries at every import' },
      },
    ]);
  });
});

describe('what was learnt', () => {
  it('leads from a class of failure to the proposals that wait, in the URL', async () => {
    const { page, close } = await web.open('/');
    for (const key of ['g', 'e']) await page.keyboard.press(key);
    await page.getByText('19 min the first time, 4 min 18 s the last.').waitFor();
    await page.getByRole('link', { name: '4 proposals wait for a decision' }).click();
    await page.getByText('4 of 5 proposals').waitFor();
    expect(page.url()).toContain('class=fp-9c1e04b7a2d8');
    await page.getByRole('button', { name: /Class of failure/ }).click();
    await page.getByText('5 proposals', { exact: true }).waitFor();
    await close();
  });

  it('is put to the test by a drill, after asking', async () => {
    const { page, close } = await web.open('/learning/fp-9c1e04b7a2d8');
    await page.getByRole('button', { name: 'Drill: Slowness of mailer after a deployment' }).click();
    const dialog = page.getByRole('dialog', { name: 'Start a drill' });
    await dialog.getByLabel('Share of requests, %').fill('0');
    await dialog.getByRole('button', { name: 'Start the drill' }).click();
    await dialog.getByText('More than 0, at most 100.').waitFor();
    expect(web.server.sent).toEqual([]);
    await dialog.getByLabel('Share of requests, %').fill('20');
    await dialog.getByRole('button', { name: 'Start the drill' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.goto(`${web.server.url}/learning?tab=drills`);
    await page.getByRole('button', { name: 'Stop drill dri-90c1d2e3' }).click();
    await page.getByText('The drill is stopped.').waitFor();
    await close();
    expect(web.server.sent).toMatchObject([
      {
        method: 'POST',
        path: '/api/drills',
        body: { fingerprint: 'fp-9c1e04b7a2d8', seconds: 120, intensity: 0.2 },
      },
      { method: 'DELETE', path: '/api/drills/dri-90c1d2e3' },
    ]);
  });

  it('is corrected where the class of an incident is wrong: not without a reason', async () => {
    const { page, close } = await web.open(`/incidents/${pastIncident}`);
    await page
      .getByRole('list', { name: 'Layers that can stop a mistake' })
      .getByText('could have')
      .waitFor();
    await page.getByRole('button', { name: 'Correct the class' }).click();
    const dialog = page.getByRole('dialog', { name: `The class of ${pastIncident}` });
    await dialog.getByLabel('What is behind it').selectOption('dependency');
    await dialog.getByRole('button', { name: 'Correct it' }).click();
    await dialog.getByText('Say why: it is kept with the event.').waitFor();
    expect(web.server.sent).toEqual([]);
    await dialog.getByLabel('Why?').fill('The relay was slow, not we');
    await dialog.getByRole('button', { name: 'Correct it' }).click();
    await dialog.waitFor({ state: 'detached' });
    await close();
    expect(web.server.sent).toMatchObject([
      {
        method: 'POST',
        path: `/api/incidents/${pastIncident}/class`,
        body: {
          class: { service: 'mailer', failure: 'latency', change: 'dependency', signature: null },
          reason: 'The relay was slow, not we',
        },
      },
    ]);
  });
});

describe('what is seen is in the URL', () => {
  it('says how many the filter hides, and a link shows the same', async () => {
    const { page, close } = await web.open('/deployments?q=nothing-like-it');
    await page.getByText('All 16 deployments are hidden by the filter.').waitFor();
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await page.getByRole('table', { name: 'What runs where' }).waitFor();
    expect(new URL(page.url()).search).toBe('');
    await close();
  });

  it('drops what a link says wrongly', async () => {
    const { page, complaints, close } = await web.open(
      `/incidents/${liveIncident}?view=nonsense&from=yesterday&kind=7`,
    );
    await page.getByRole('radio', { name: /Story/ }).waitFor();
    await close();
    expect(complaints).toEqual([]);
  });
});

it('asks for the token again when the session is over', async () => {
  const { page, close } = await web.open('/flags');
  web.server.signedIn = false;
  await page.getByRole('heading', { name: 'Sign in to Hormesis' }).waitFor({ timeout: 15_000 });
  await page.getByLabel('Token').fill('good-token');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Flags', level: 1 }).waitFor();
  await close();
});

describe('when the connection is lost', () => {
  it('says so, and how old the data is', async () => {
    const { page, close } = await web.open('/');
    web.server.streaming = false;
    await page.getByText(/Disconnected for .* Retrying/).waitFor({ timeout: 15_000 });
    web.server.streaming = true;
    await page.getByText(/Disconnected for/).waitFor({ state: 'detached', timeout: 15_000 });
    await close();
  });
});

describe('a report', () => {
  it('follows its references to events inside the frame', async () => {
    const { page, complaints, close } = await web.open('/reports?week=2026-W47');
    const report = page.frameLocator('iframe[title="Report of 2026-W47"]');
    await report.getByRole('link', { name: 'e1' }).click();
    await expect
      .poll(() => report.locator('#e1').evaluate((row) => row.getBoundingClientRect().top < innerHeight))
      .toBe(true);
    expect(page.frames().map((frame) => frame.url())).toEqual([page.url(), 'about:srcdoc']);
    await close();
    expect(complaints).toEqual([]);
  });
});

describe('a row that waits behind an event that could not be taken in', () => {
  it('says so, and why', async () => {
    const { page, close } = await web.open('/deployments');
    const row = page.getByRole('row', { name: /inventory/ }).filter({ hasText: 'staging' });
    await row.getByText('stale').waitFor();
    const why = await row.getByTitle(/^Not up to date since/).getAttribute('title');
    const marks = await page.getByText('stale', { exact: true }).count();
    await close();
    expect(why).toContain('hormesis.changes/2@518 could not be taken in.');
    expect(marks).toBe(1);
  });
});
