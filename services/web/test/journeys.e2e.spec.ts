import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startConsole, type TestConsole } from './mock/console.js';
import { liveIncident } from './mock/incident-fixtures.js';

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
    await page.getByRole('link', { name: /Alert when the 95th percentile/ }).click();
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
        path: '/api/proposals/prop-alert-1/reject',
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
