import type { ArtefactToCheck } from './artefact-checks.js';
import type { ChecksConfig } from './checks-config.js';

/** Where a version can be asked, or why it cannot. */
export type Target = { url: string } | { because: string };

/** Where the version that failed runs, and the good one. */
export function targetsOf(
  { service, versions = {}, preview }: Pick<ArtefactToCheck, 'service' | 'versions' | 'preview'>,
  config: ChecksConfig,
): { bad: Target; good: Target } {
  const bad = byTemplate(service, versions.bad, 'that failed', config);
  const good = byTemplate(service, versions.good, 'before it', config);
  return { bad: 'url' in bad || preview === undefined ? bad : ofPreview(preview, bad.because, config), good };
}

function byTemplate(
  service: string,
  version: string | undefined,
  which: string,
  { testTargets }: ChecksConfig,
): Target {
  if (version === undefined) return { because: `the version ${which} is not on record.` };
  if (testTargets === undefined) {
    return { because: 'HORMESIS_TEST_TARGETS does not say where a version is reached.' };
  }
  if (![service, version].every((name) => /^[\w.-]+$/.test(name))) {
    return { because: `${service} ${version} cannot be a part of an address.` };
  }
  const url = testTargets.replaceAll('{service}', service).replaceAll('{version}', version);
  return URL.canParse(url) ? { url } : { because: `${url} is no address.` };
}

/** An address that came with an event is asked only where the operator says so. */
function ofPreview(preview: string, otherwise: string, { previewHosts }: ChecksConfig): Target {
  if (!URL.canParse(preview) || !/^https?:$/.test(new URL(preview).protocol)) return { because: otherwise };
  const { hostname } = new URL(preview);
  const host = hostname.toLowerCase();
  const isAllowed = previewHosts.some((one) => (one.startsWith('.') ? host.endsWith(one) : host === one));
  return isAllowed
    ? { url: preview }
    : { because: `${otherwise} Its preview ${preview} is not among HORMESIS_PREVIEW_HOSTS.` };
}
