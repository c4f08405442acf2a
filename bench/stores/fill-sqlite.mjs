// Adds contacts to an empty table of SQLite: `node fill-sqlite.mjs <file> <number>`. In contacts/contact.mjs they are
// the same; by SQL they are there within seconds.
import { DatabaseSync } from 'node:sqlite'

const [file, count] = process.argv.slice(2)
const db = new DatabaseSync(file)
db.exec(`
  BEGIN;
  WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${Number(count)})
  INSERT INTO contacts (name, email, age, active)
  SELECT printf('Contact %07d', n), 'contact' || n || '@example.com', n % 90, n % 2 = 0 FROM numbers;
  COMMIT;
  ANALYZE;
  PRAGMA wal_checkpoint(TRUNCATE);
`)
db.close()
