import { configDefaults, defineConfig } from 'vitest/config';

const conditions = ['@hormesis/source', 'node'];
const roots = '{libs,services,infra,dashboards,docs}/**/test';

/** Pages in a browser before a made-up server: they share nothing with the other tests. */
const browserOnly = ['services/web/test/{pages,journeys}.e2e.spec.ts'];

const shared = {
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
};

export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        // Property tests take a second or two, and many times as long on a busy machine.
        // They are pure, so that one world for all of them halves the time.
        test: {
          name: 'unit',
          include: [`${roots}/**/*.unit.spec.{ts,tsx}`],
          testTimeout: 60_000,
          isolate: false,
        },
      },
      {
        ...shared,
        test: {
          name: 'int',
          include: [`${roots}/**/*.int.spec.ts`],
          globalSetup: ['libs/testing/src/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          env: { HORMESIS_LOG_LEVEL: 'fatal' },
          maxWorkers: 2,
        },
      },
      {
        ...shared,
        test: {
          name: 'web',
          include: browserOnly,
          testTimeout: 180_000,
          hookTimeout: 240_000,
          fileParallelism: false,
        },
      },
      {
        ...shared,
        test: {
          name: 'e2e',
          include: [`${roots}/**/*.e2e.spec.ts`],
          exclude: [...configDefaults.exclude, ...browserOnly],
          testTimeout: 180_000,
          hookTimeout: 240_000,
          // Each has processes and ports of its own, and mostly waits for them.
          maxWorkers: 2,
        },
      },
    ],
  },
});
