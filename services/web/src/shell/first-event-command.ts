/** A `curl` line that tells the server of a deployment, as a CDEvent in a structured CloudEvent. */
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
  const type = 'dev.cdevents.service.deployed.0.3.0';
  const source = '/my/ci';
  const event = {
    specversion: '1.0',
    id,
    source,
    type,
    time,
    datacontenttype: 'application/json',
    data: {
      context: { specversion: '0.5.1', id, source, type, timestamp: time },
      subject: {
        id: 'checkout',
        type: 'service',
        content: { environment: { id: 'production' }, artifactId: 'pkg:oci/checkout@sha256%3Aabc?tag=v1' },
      },
      customData: { version: 'v1' },
    },
  };
  return [
    `curl -sS '${url}' \\`,
    `  -H "Authorization: Bearer ${token}" \\`,
    "  -H 'Content-Type: application/cloudevents+json' \\",
    `  -d '${JSON.stringify(event, null, 2)}'`,
  ].join('\n');
}
