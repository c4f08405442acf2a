-- todos: one table, a column for each field in src/resources/todos.ts.
-- A migration that was applied is never changed: further changes of the table go to a new file.
CREATE TABLE "todos" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT,
  "title" TEXT NOT NULL,
  "done" INTEGER CHECK ("done" IN (0, 1))
) STRICT;

-- The number of rows, for the total of a list: to count them would take longer with each.
CREATE TABLE IF NOT EXISTS "_row_counts" (name TEXT PRIMARY KEY, count INTEGER NOT NULL) STRICT;
INSERT INTO "_row_counts" VALUES ('todos', 0);

CREATE TRIGGER "todos.inserted" AFTER INSERT ON "todos" BEGIN
  UPDATE "_row_counts" SET count = count + 1 WHERE name = 'todos';
END;

CREATE TRIGGER "todos.deleted" AFTER DELETE ON "todos" BEGIN
  UPDATE "_row_counts" SET count = count - 1 WHERE name = 'todos';
END;
