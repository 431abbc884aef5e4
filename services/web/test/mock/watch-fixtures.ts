import type { Watches, WatchPoint } from '@hormesis/api';

/** A ramp that harms, and a version that does not. */
export function watches(now: number): Watches {
  const change = (subject: string, summary: string, exposure: number, ago: number) => ({
    eventId: `evt-${subject}`,
    source: '/hormesis/flags',
    subject,
    summary,
    exposure,
    at: new Date(now - ago).toISOString(),
  });
  return {
    budget: 'one false rollback a month',
    bandChance: 0.01,
    items: [
      {
        service: 'checkout',
        environment: 'production',
        metric: 'http.errors',
        change: {
          ...change('checkout-tax-v2', 'flag checkout-tax-v2 ramped to 50 % on', 50, 60_000),
          kind: 'flag',
          flag: 'checkout-tax-v2',
        },
        alarmedAt: new Date(now - 20_000).toISOString(),
        endedAt: null,
        points: pointsTo(now, 12),
      },
      {
        service: 'search',
        environment: 'production',
        metric: 'http.errors',
        change: {
          ...change('search', 'search v212 deployed to production', 10, 120_000),
          kind: 'deployment',
        },
        alarmedAt: null,
        endedAt: null,
        points: pointsTo(now, 1),
      },
    ],
  };
}

function pointsTo(now: number, lift: number): WatchPoint[] {
  return Array.from({ length: 60 }, (_, n) => {
    const width = Math.exp(3 / Math.sqrt(n + 1));
    const likeliest = lift ** Math.min(1, n / 20);
    return {
      t: now - (60 - n) * 1_000,
      exposed: { total: 50, bad: Math.round(lift) },
      control: { total: 50, bad: 1 },
      low: Math.max(0.1, likeliest / width),
      likeliest,
      high: Math.min(100, likeliest * width),
    };
  });
}
