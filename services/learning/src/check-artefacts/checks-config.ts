import { ConfigError } from '@hormesis/platform';

/** Injection token of the {@link ChecksConfig}. */
export const CHECKS_CONFIG = Symbol.for('hormesis.checks-config');

export type ChecksConfig = {
  /** The promtool to run. Default: the one on PATH. */
  promtool: string;
  /** Where a version of a service is reached: `https://{service}-{version}.preview.example`. Absent: nowhere. */
  testTargets: string | undefined;
  /** Hosts, and domains that begin with a dot, under which a recorded preview may be asked. */
  previewHosts: readonly string[];
  /** Whether tests that a person has edited are run: then whoever may edit proposals runs code as this service. */
  runEditedTests: boolean;
};

/**
 * Reads HORMESIS_PROMTOOL, HORMESIS_TEST_TARGETS, HORMESIS_PREVIEW_HOSTS and HORMESIS_RUN_EDITED_TESTS.
 * @throws ConfigError when one cannot be used
 */
export function readChecksConfig(env: Readonly<Record<string, string | undefined>>): ChecksConfig {
  return {
    promtool: env.HORMESIS_PROMTOOL || 'promtool',
    testTargets: testTargetsIn(env.HORMESIS_TEST_TARGETS),
    previewHosts: (env.HORMESIS_PREVIEW_HOSTS ?? '')
      .split(',')
      .map((host) => host.trim().toLowerCase())
      .filter((host) => host !== ''),
    runEditedTests: yesOrNo('HORMESIS_RUN_EDITED_TESTS', env.HORMESIS_RUN_EDITED_TESTS),
  };
}

function yesOrNo(name: string, said: string | undefined): boolean {
  if (said === undefined || said === '' || said === 'no') return false;
  if (said === 'yes') return true;
  throw new ConfigError(`${name} must be yes or no; it is "${said}".`);
}

function testTargetsIn(template: string | undefined): string | undefined {
  if (template === undefined || template === '') return undefined;
  const example = template.replaceAll('{service}', 'service').replaceAll('{version}', 'v1');
  const isAddress = URL.canParse(example) && /^https?:$/.test(new URL(example).protocol);
  if (!isAddress || !template.includes('{version}')) {
    throw new ConfigError(
      `HORMESIS_TEST_TARGETS must be an http address that holds {version}, such as https://{service}-{version}.preview.example; it is "${template}".`,
    );
  }
  return template;
}
