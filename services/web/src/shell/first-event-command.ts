/** A `curl` line that tells the server of a deployment, as a CDEvent. */
export function deploymentCommand({
  url,
  token,
  id,
  time,
}: {
  url: string;
  token: string;
  id: string;
  time: string;
}): string {
  const context = {
    specversion: '0.5.1',
    id,
    source: '/my/ci',
    type: 'dev.cdevents.service.deployed.0.3.0',
    timestamp: time,
  };
  const subject = {
    id: 'checkout',
    type: 'service',
    content: { environment: { id: 'production' }, artifactId: 'pkg:oci/checkout@sha256%3Aabc' },
  };
  return [
    `curl -sS '${url}' \\`,
    `  -H "Authorization: Bearer ${token}" \\`,
    "  -H 'Content-Type: application/json' \\",
    "  -d '{",
    `    "context": ${JSON.stringify(context)},`,
    `    "subject": ${JSON.stringify(subject)},`,
    '    "customData": {"version":"v1","userFacing":true}',
    "  }'",
  ].join('\n');
}
