// Migrates a schema in a process of its own, says what it applied, and ends.
import { pathToFileURL } from 'node:url';
import { Database, migrate } from '@hormesis/database';

const [url, folder] = process.argv.slice(2);
const db = new Database(url, { maxConnections: 2, applicationName: 'migrating' });
const applied = await migrate(db, { schema: 'guardian', directory: pathToFileURL(folder) });
process.stdout.write(JSON.stringify(applied));
await db.close();
