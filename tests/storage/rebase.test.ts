import "fake-indexeddb/auto";
import { v7 } from "uuid";
import { expect, test } from "vitest";
import * as records from "../../src/domain/records.ts";
import { rowsOf, type StoredRow } from "../../src/storage/database.ts";
import { rebase, type ServerSide } from "../../src/storage/rebase.ts";
import { testDevice } from "../support/device.ts";

const name = records.intervention.name;

test.each([10, 300])("of %i rows that come it knows which stand here already, and as what", async (count) => {
  const device = await testDevice();
  const fields = { name: "Precision teaching", usualMinutes: 15 };
  const payloadOf = (id: string) => device.vault.seal(`${name}|${id}`, JSON.stringify(fields));
  const here = await Promise.all(
    Array.from({ length: count }, async (_, at): Promise<StoredRow> => {
      const id = v7();
      const about = { id, scope: "school", seq: 1, keys: {}, checked: 1, payload: await payloadOf(id) };
      return { ...about, rev: at + 1, heard: at + 1, pendingN: at === 3 ? 7 : 0 };
    }),
  );
  await rowsOf(device.db, name).bulkPut(here);
  const kind = device.registry.get(name);
  if (kind === undefined) throw new Error("no such kind");
  const side = (id: string): ServerSide => ({ kind, id, scope: "school", seq: 2, fields, heard: "now" });
  const fresh = Array.from({ length: count }, () => v7());
  const rebased = await rebase(device, [...here.map((row) => row.id), ...fresh].map(side), new Map());
  expect(rebased.map((one) => one.seenRev)).toEqual([
    ...here.map((row) => row.rev),
    ...fresh.map(() => undefined),
  ]);
  expect(rebased.filter((one) => one.hadShadow).map((one) => one.id)).toEqual([here[3]?.id]);
});
