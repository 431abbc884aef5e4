import { startEmbeddedPostgres } from '@hormesis/database';

const { url } = await startEmbeddedPostgres({ directory: process.argv[2], settings: { fsync: 'off' } });
process.stdout.write(`${url}\n`);
setInterval(() => undefined, 1_000);
