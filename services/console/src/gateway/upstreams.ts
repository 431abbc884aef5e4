type Upstream = { prefix: string; methods: string[]; variable: string; fallback: string };

const commands = ['POST', 'PUT', 'DELETE', 'PATCH'];
const all = ['GET', 'OPTIONS', ...commands];

/** Which service answers what the console does not: the address comes from `variable`, else from its usual port here. */
export const upstreams: readonly Upstream[] = [
  { prefix: '/v1', methods: all, variable: 'HORMESIS_INTAKE_URL', fallback: 'http://127.0.0.1:4701' },
  { prefix: '/ofrep', methods: all, variable: 'HORMESIS_FLAGS_URL', fallback: 'http://127.0.0.1:4703' },
  { prefix: '/flagd', methods: all, variable: 'HORMESIS_FLAGS_URL', fallback: 'http://127.0.0.1:4703' },
  {
    prefix: '/api/flags',
    methods: commands,
    variable: 'HORMESIS_FLAGS_URL',
    fallback: 'http://127.0.0.1:4703',
  },
  {
    prefix: '/api/ramps',
    methods: all,
    variable: 'HORMESIS_FLAGS_URL',
    fallback: 'http://127.0.0.1:4703',
  },
  {
    prefix: '/api/gate',
    methods: all,
    variable: 'HORMESIS_FLAGS_URL',
    fallback: 'http://127.0.0.1:4703',
  },
  {
    prefix: '/api/flag-policy',
    methods: all,
    variable: 'HORMESIS_FLAGS_URL',
    fallback: 'http://127.0.0.1:4703',
  },
  {
    prefix: '/api/incidents',
    methods: commands,
    variable: 'HORMESIS_GUARDIAN_URL',
    fallback: 'http://127.0.0.1:4704',
  },
  {
    prefix: '/api/incidents/:id/class',
    methods: commands,
    variable: 'HORMESIS_LEARNING_URL',
    fallback: 'http://127.0.0.1:4705',
  },
  {
    prefix: '/api/actions',
    methods: all,
    variable: 'HORMESIS_GUARDIAN_URL',
    fallback: 'http://127.0.0.1:4704',
  },
  {
    prefix: '/api/changes',
    methods: commands,
    variable: 'HORMESIS_GUARDIAN_URL',
    fallback: 'http://127.0.0.1:4704',
  },
  {
    prefix: '/api/executors',
    methods: all,
    variable: 'HORMESIS_GUARDIAN_URL',
    fallback: 'http://127.0.0.1:4704',
  },
  {
    prefix: '/api/drift',
    methods: all,
    variable: 'HORMESIS_GUARDIAN_URL',
    fallback: 'http://127.0.0.1:4704',
  },
  {
    prefix: '/api/policy',
    methods: all,
    variable: 'HORMESIS_GUARDIAN_URL',
    fallback: 'http://127.0.0.1:4704',
  },
  {
    prefix: '/api/watches',
    methods: all,
    variable: 'HORMESIS_SENTINEL_URL',
    fallback: 'http://127.0.0.1:4708',
  },
  {
    prefix: '/api/proposals',
    methods: commands,
    variable: 'HORMESIS_LEARNING_URL',
    fallback: 'http://127.0.0.1:4705',
  },
  {
    prefix: '/api/drills',
    methods: commands,
    variable: 'HORMESIS_LEARNING_URL',
    fallback: 'http://127.0.0.1:4705',
  },
  {
    prefix: '/api/backtests',
    methods: all,
    variable: 'HORMESIS_LEARNING_URL',
    fallback: 'http://127.0.0.1:4705',
  },
  {
    prefix: '/api/reports',
    methods: all,
    variable: 'HORMESIS_POSTMORTEM_URL',
    fallback: 'http://127.0.0.1:4706',
  },
];
