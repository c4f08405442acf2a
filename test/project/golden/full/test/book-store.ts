import { DatabaseSync } from 'node:sqlite'
import type { TestContext } from 'node:test'
import type { Store } from '../src/crud/store.ts'
import { createDatabase } from '../src/stores/database.ts'
import { createSqliteStore } from '../src/stores/sqlite-store.ts'
import { type Book, fields } from './book.ts'

/** As a file in migrations/ creates it. */
const table = `
CREATE TABLE "books" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT,
  "title" TEXT NOT NULL,
  "pages" INTEGER,
  "price" REAL,
  "lent" INTEGER CHECK ("lent" IN (0, 1)),
  "printed" TEXT,
  "_printed_ms" REAL,
  "contact" TEXT,
  "site" TEXT,
  "isbn" TEXT,
  "genre" TEXT,
  "sequelToId" INTEGER REFERENCES "books" ("id"),
  "originalId" INTEGER REFERENCES "books" ("id")
) STRICT;
CREATE UNIQUE INDEX "books.isbn" ON "books" (lower("isbn"));
CREATE INDEX "books.sequelToId" ON "books" ("sequelToId");
CREATE INDEX "books.originalId" ON "books" ("originalId");
CREATE TABLE "_row_counts" (name TEXT PRIMARY KEY, count INTEGER NOT NULL) STRICT;
INSERT INTO "_row_counts" VALUES ('books', 0);
CREATE TRIGGER "books.inserted" AFTER INSERT ON "books" BEGIN
  UPDATE "_row_counts" SET count = count + 1 WHERE name = 'books';
END;
CREATE TRIGGER "books.deleted" AFTER DELETE ON "books" BEGIN
  UPDATE "_row_counts" SET count = count - 1 WHERE name = 'books';
END;`

/** Creates the table of books in a file, or in memory. */
export function openBooks(t: TestContext, path: string) {
  const db = new DatabaseSync(path)
  t.after(() => db.close())
  db.exec('PRAGMA journal_mode = WAL')
  db.exec(table)
  return { db, store: createSqliteStore<Book>(createDatabase(db), 'books', fields) }
}

/** An empty store of its own for a test. */
export async function openBookStore(t: TestContext): Promise<Store<Book>> {
  return openBooks(t, ':memory:').store
}
