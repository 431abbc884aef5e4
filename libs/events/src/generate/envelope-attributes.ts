/** The attributes of the envelope, as they stand on the wire. */
export const envelopeAttributes: readonly {
  name: string;
  required: boolean;
  meaning: string;
  example: string;
}[] = [
  { name: 'specversion', required: true, meaning: 'Version of CloudEvents: `1.0`.', example: '1.0' },
  {
    name: 'id',
    required: true,
    meaning: 'With `source` the identity: the same pair is the same event, however often it is sent.',
    example: 'deploy-413',
  },
  {
    name: 'source',
    required: true,
    meaning: 'What sends the event, a URI reference.',
    example: '/pipelines/checkout',
  },
  {
    name: 'type',
    required: true,
    meaning: 'The full type, version included.',
    example: 'dev.cdevents.service.deployed.0.3.0',
  },
  {
    name: 'subject',
    required: false,
    meaning: 'The same as `subject.id` of the CDEvent.',
    example: 'checkout',
  },
  {
    name: 'time',
    required: false,
    meaning: 'When it happened, by its author’s clock (RFC 3339, kept as written). Absent: when it came in.',
    example: '2026-11-22T10:00:00.123Z',
  },
  {
    name: 'recordedtime',
    required: false,
    meaning: 'When we knew. The intake sets it; what a sender claims is replaced.',
    example: '2026-11-22T10:00:00.200Z',
  },
  {
    name: 'correlationid',
    required: false,
    meaning: 'Ties the events of one story together; for all that belongs to an incident, the incident’s id.',
    example: 'inc-3f9a12c4',
  },
  {
    name: 'causationid',
    required: false,
    meaning: 'The id of the event that caused this one.',
    example: 'push-77',
  },
  {
    name: 'partitionkey',
    required: false,
    meaning: 'The key under which the event shall stand on the log.',
    example: 'checkout',
  },
  {
    name: 'traceparent',
    required: false,
    meaning:
      'W3C trace context of the trace in which the event began. The intake adds its own if there is none.',
    example: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  },
  { name: 'tracestate', required: false, meaning: 'Goes with `traceparent`.', example: 'vendor=1' },
  {
    name: 'authtype',
    required: false,
    meaning:
      'Who acted: `user` (a person), `service_account` (an agent), `system`. Others are kept as they are.',
    example: 'service_account',
  },
  { name: 'authid', required: false, meaning: 'The id of who acted.', example: 'shipper' },
  { name: 'onbehalfof', required: false, meaning: 'The person for whom an agent acted.', example: 'ana' },
  {
    name: 'credentialid',
    required: false,
    meaning:
      'Name of the token under which the event came in. The intake sets it; what a sender claims is replaced.',
    example: 'ci',
  },
];
