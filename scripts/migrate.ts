import { openDatabase } from '#server/db/open.ts';
import { runMigrate } from '../prisma/migrate.ts';

const database = await openDatabase();
try {
  process.exitCode = await runMigrate(database.url, process.argv.slice(2));
} finally {
  await database.close();
}
