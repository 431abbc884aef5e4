/** One service of the fleet: its traffic when all is well, and what it calls. */
export type FleetService = {
  name: string;
  requestsPerSecond: number;
  /** Share of requests that fail when nothing is wrong. */
  errorRatio: number;
  latencyMs: number;
  calls: readonly string[];
  flag?: string;
  /** A request that its users make. */
  request: { method: 'GET' | 'POST'; path: string; body?: string };
};

export const environment = 'production';

export const services: readonly FleetService[] = [
  {
    name: 'web',
    requestsPerSecond: 90,
    errorRatio: 0.002,
    latencyMs: 60,
    calls: ['checkout', 'catalog', 'search'],
    request: { method: 'GET', path: '/' },
  },
  {
    name: 'checkout',
    requestsPerSecond: 40,
    errorRatio: 0.004,
    latencyMs: 120,
    calls: ['payments', 'inventory', 'pricing'],
    flag: 'checkout-express-pay',
    request: { method: 'POST', path: '/checkout', body: '{"cart":"c-1042","pay":"express"}' },
  },
  {
    name: 'payments',
    requestsPerSecond: 25,
    errorRatio: 0.005,
    latencyMs: 210,
    calls: ['ledger'],
    request: { method: 'POST', path: '/payments', body: '{"amount":4200,"currency":"EUR"}' },
  },
  {
    name: 'catalog',
    requestsPerSecond: 70,
    errorRatio: 0.002,
    latencyMs: 45,
    calls: ['images'],
    flag: 'catalog-new-images',
    request: { method: 'GET', path: '/products/1042' },
  },
  {
    name: 'search',
    requestsPerSecond: 55,
    errorRatio: 0.003,
    latencyMs: 80,
    calls: ['catalog'],
    flag: 'search-semantic-ranking',
    request: { method: 'GET', path: '/search?q=shoes' },
  },
  {
    name: 'inventory',
    requestsPerSecond: 30,
    errorRatio: 0.003,
    latencyMs: 35,
    calls: [],
    request: { method: 'GET', path: '/stock/1042' },
  },
  {
    name: 'pricing',
    requestsPerSecond: 45,
    errorRatio: 0.002,
    latencyMs: 25,
    calls: [],
    request: { method: 'GET', path: '/prices/1042' },
  },
  {
    name: 'recommendations',
    requestsPerSecond: 35,
    errorRatio: 0.006,
    latencyMs: 95,
    calls: ['catalog'],
    flag: 'recommendations-v2',
    request: { method: 'GET', path: '/recommendations/u-7' },
  },
  {
    name: 'images',
    requestsPerSecond: 120,
    errorRatio: 0.001,
    latencyMs: 30,
    calls: [],
    request: { method: 'GET', path: '/images/1042.webp' },
  },
  {
    name: 'ledger',
    requestsPerSecond: 20,
    errorRatio: 0.001,
    latencyMs: 50,
    calls: [],
    request: { method: 'POST', path: '/entries', body: '{"account":"a-9","amount":4200}' },
  },
  {
    name: 'mailer',
    requestsPerSecond: 8,
    errorRatio: 0.01,
    latencyMs: 300,
    calls: [],
    request: { method: 'POST', path: '/mails', body: '{"template":"receipt"}' },
  },
  {
    name: 'accounts',
    requestsPerSecond: 30,
    errorRatio: 0.002,
    latencyMs: 40,
    calls: [],
    request: { method: 'GET', path: '/accounts/u-7' },
  },
];

export const people = ['ana', 'ben', 'chloe', 'daniel'] as const;
export const agents = ['shipper', 'refactorer', 'dependency-updater'] as const;

/** Who did it, as CloudEvents extensions say it. */
export type Author =
  | { authtype: 'user'; authid: string }
  | { authtype: 'service_account'; authid: string; onbehalfof: string }
  | { authtype: 'system'; authid: string };

export const byPerson = (id: string): Author => ({ authtype: 'user', authid: id });
export const bySystem = (id: string): Author => ({ authtype: 'system', authid: id });
export const byAgent = (id: string, onbehalfof: string): Author => ({
  authtype: 'service_account',
  authid: id,
  onbehalfof,
});

export const changeSummaries = [
  'Cache the price list for a minute',
  'Update the HTTP client',
  'Move address checks to the form',
  'Retry idempotent calls once',
  'Split the product page query',
  'Log the basket id with each error',
  'Shorten the session cookie',
  'Sort results by relevance first',
  'Resize images on upload',
  'Read the currency from the account',
] as const;

/** @throws RangeError for a service that the fleet does not have */
export function serviceNamed(name: string): FleetService {
  const service = services.find((each) => each.name === name);
  if (!service) throw new RangeError(`the fleet has no service ${name}`);
  return service;
}
