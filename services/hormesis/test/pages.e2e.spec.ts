import { AxeBuilder } from '@axe-core/playwright';
import type { IncidentSummary, Page, Proposal } from '@hormesis/api';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, event, eventually, production } from './harness/api.js';
import { open, picture, startBrowser } from './harness/browser.js';
import { dataFolder, type Instance, start } from './harness/instance.js';

const folder = dataFolder();
const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];
let instance: Instance;
let browser: Browser;
let api: Api;
/** What the demo made that the pages show. */
const made = { waiting: '', resolved: '', proposal: '' };

beforeAll(async () => {
  [instance, browser] = await Promise.all([start({ data: folder.path, demo: true }), startBrowser()]);
  api = new Api(instance);
  const incidents = () => api.get<Page<IncidentSummary>>('/api/incidents?limit=5');
  const { items } = await eventually(
    incidents,
    (page) => page.items.some(waits) && page.items.some(isResolved),
    90_000,
  );
  made.waiting = items.find(waits)?.id ?? '';
  made.resolved = items.find(isResolved)?.id ?? '';
  const proposals = await eventually(
    () => api.get<Page<Proposal>>('/api/proposals'),
    (page) => page.items.some(({ state }) => state === 'proposed'),
    60_000,
  );
  made.proposal = proposals.items.find(({ state }) => state === 'proposed')?.id ?? '';
});
afterAll(async () => {
  await browser?.close();
  await instance?.interrupt();
  folder.remove();
});

const waits = ({ phase, actions }: IncidentSummary) =>
  phase === 'open' && actions.some(({ state }) => state === 'recommended');
const isResolved = ({ phase, actions }: IncidentSummary) =>
  phase === 'resolved' && actions.some(({ state }) => state === 'completed');

const pages: Record<string, () => string> = {
  overview: () => '/',
  deployments: () => '/deployments',
  history: () => '/deployments?tab=history',
  incidents: () => '/incidents',
  'incident that waits for a person': () => `/incidents/${made.waiting}`,
  'incident that is over': () => `/incidents/${made.resolved}`,
  timeline: () => '/timeline',
  proposals: () => '/proposals',
  'withheld proposals': () => '/proposals?tab=withheld',
  proposal: () => `/proposals/${made.proposal}`,
  learning: () => '/learning',
  drills: () => '/learning?tab=drills',
  policy: () => '/policy',
  flags: () => '/flags',
  flag: () => '/flags?sel=checkout-express-pay',
  reports: () => '/reports',
};

describe.each(['light', 'dark'] as const)('with the demo’s data, in %s', (scheme) => {
  it.each(Object.entries(pages))(
    '%s breaks no rule of WCAG 2.2 AA, and no script complains',
    async (name, path) => {
      const { page, complaints, close } = await open(browser, instance.url + path(), scheme);
      await picture(page, `${name.replaceAll(' ', '-')}-${scheme}`);
      expect(complaints).toEqual([]);
      // A report's frame runs no scripts, so axe cannot look into it; the report has its own tests.
      const { violations } = await new AxeBuilder({ page }).withTags(tags).setLegacyMode(true).analyze();
      await close();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
      ).toEqual([]);
    },
  );
});

describe('the API’s documentation', () => {
  it('opens without a complaint', async () => {
    const { page, complaints, close } = await open(browser, `${instance.url}/api/docs`);
    await page.getByText('/v1/events').first().waitFor();
    await close();
    expect(complaints).toEqual([]);
  });
});

describe('a person in front of it', () => {
  it('sees an incident begin, without reloading', async () => {
    const { page, complaints, close } = await open(browser, `${instance.url}/incidents`);
    await page.evaluate(() => document.body.setAttribute('data-same-page', ''));
    await api.send([
      event({
        type: 'dev.cdeventsx.hormesis-anomaly.detected.0.1.0',
        subject: 'warehouse-1',
        content: {
          service: { id: 'warehouse' },
          ...production,
          metric: 'http.errors',
          onset: new Date().toISOString(),
          method: 'alertmanager',
          summary: 'Orders are not picked',
        },
      }),
    ]);
    await page.getByRole('link', { name: /Orders are not picked/ }).waitFor({ timeout: 10_000 });
    expect(await page.locator('body[data-same-page]').count()).toBe(1);
    await close();
    expect(complaints).toEqual([]);
  });

  it('approves what is recommended, and watches the incident end', async () => {
    const { page, complaints, close } = await open(browser, `${instance.url}/incidents/${made.waiting}`);
    await page.getByRole('button', { name: 'Approve' }).click();
    const dialog = page.getByRole('dialog', { name: 'Approve the action?' });
    await dialog.getByText('The earlier version is deployed again.', { exact: false }).waitFor();
    await dialog.getByRole('button', { name: /Roll back|inventory/ }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Approved: the guardian carries it out.').waitFor();
    await page.getByText(/^Resolution: /).waitFor({ timeout: 60_000 });
    await picture(page, 'incident-after-approval');
    await close();
    expect(complaints).toEqual([]);
    const incident = await api.get<IncidentSummary>(`/api/incidents/${made.waiting}`);
    expect(incident).toMatchObject({ phase: 'resolved', actions: [{ state: 'completed' }] });
  });

  it('rejects a proposal with a reason, and sees both', async () => {
    const { page, complaints, close } = await open(browser, `${instance.url}/proposals/${made.proposal}`);
    await page.getByRole('button', { name: 'Reject', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Reject the proposal' });
    await dialog.getByLabel('Why?').fill('We have one like it');
    await dialog.getByRole('button', { name: 'Reject' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('We have one like it').waitFor();
    await picture(page, 'proposal-after-rejection');
    await close();
    expect(complaints).toEqual([]);
    expect(await api.get<Proposal>(`/api/proposals/${made.proposal}`)).toMatchObject({
      state: 'rejected',
      reason: 'We have one like it',
    });
  });
});
