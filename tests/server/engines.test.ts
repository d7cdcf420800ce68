// What the server promises is the same on both engines: one list of tests, run on SQLite and on a real PostgreSQL.
import { afterAll, beforeAll, describe } from "vitest";
import { accountsSuite } from "./acceptance/accounts-suite.ts";
import { auditSuite } from "./acceptance/audit-suite.ts";
import { numberingSuite, parallelWritersSuite } from "./acceptance/feed-suite.ts";
import { keysSuite } from "./acceptance/keys-suite.ts";
import { migrationsSuite } from "./acceptance/migrations-suite.ts";
import { pokesAcrossSuite, pokesSuite } from "./acceptance/pokes-suite.ts";
import { programsSuite } from "./acceptance/programs-suite.ts";
import { syncSuite } from "./acceptance/sync-suite.ts";
import { transactionsSuite } from "./acceptance/transactions-suite.ts";
import { postgresEngine, sqliteEngine, type Engine } from "./support/engines.ts";

const onBoth = {
  migrations: migrationsSuite,
  "push and pull": syncSuite,
  accounts: accountsSuite,
  audit: auditSuite,
  "parallel writers": parallelWritersSuite,
  pokes: pokesSuite,
};

const onPostgres = {
  keys: keysSuite,
  "pokes across processes": pokesAcrossSuite,
  transactions: transactionsSuite,
  "the program": programsSuite,
  "sequence numbers": numberingSuite,
};

const engines = [
  { name: "SQLite", start: () => Promise.resolve(sqliteEngine()), suites: onBoth },
  { name: "PostgreSQL", start: postgresEngine, suites: { ...onBoth, ...onPostgres } },
];

for (const { name: engineName, start, suites } of engines) {
  describe(`on ${engineName}`, () => {
    let started: Engine;
    beforeAll(async () => {
      started = await start();
    }, 60_000);
    afterAll(() => started.stop());
    for (const [name, suite] of Object.entries(suites)) {
      describe(`${name}:`, () => {
        suite(() => started);
      });
    }
  });
}
