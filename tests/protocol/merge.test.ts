import fc from "fast-check";
import { expect, test } from "vitest";
import * as z from "zod/mini";
import { recordKind, type RecordKind } from "../../src/domain/record-kind.ts";
import type { Op } from "../../src/protocol/change.ts";
import { mergeOp, overlayOp, wholeUnits, type MergedRecord } from "../../src/protocol/merge.ts";

const kind = recordKind({
  name: "thing",
  schema: z.object({
    from: z.optional(z.nullable(z.int())),
    to: z.optional(z.nullable(z.int())),
    colour: z.optional(z.nullable(z.string())),
    madeAt: z.optional(z.string()),
  }),
  scope: () => "school",
  keys: () => ({}),
  units: [["from", "to"]],
  stamps: () => ["madeAt"],
  create: ["any-staff"],
  edit: ["any-staff"],
}) as unknown as RecordKind;

const id = "018f0000-0000-7000-8000-000000000001";
const put = (fields: Record<string, unknown>): Op => ({
  op: "put",
  kind: "thing",
  id,
  scope: "school",
  fields,
});
const patch = (fields: Record<string, unknown>, base: number): Op => ({
  op: "patch",
  kind: "thing",
  id,
  fields,
  base,
});

function merged(stored: MergedRecord | undefined, op: Op, seq: number, client: string) {
  const result = mergeOp(kind, stored, op, { seq, client });
  if (!result.ok) throw new Error(result.why);
  return result;
}

const first = () => merged(undefined, put({ from: 1, to: 2, colour: "red" }), 5, "a").record;

test("a patch made on what the writer saw is taken", () => {
  const { record, lost } = merged(first(), patch({ colour: "blue" }, 5), 6, "b");
  expect(record.fields["colour"]).toBe("blue");
  expect(lost).toEqual([]);
});

test("different units changed at once simply join", () => {
  const once = merged(first(), patch({ colour: "blue" }, 5), 6, "b").record;
  const { record, lost } = merged(once, patch({ from: 3, to: 4 }, 5), 7, "c");
  expect(record.fields).toEqual({ from: 3, to: 4, colour: "blue" });
  expect(lost).toEqual([]);
});

test("the same unit changed at once: the stored one stays, the incoming one is kept as lost, whole", () => {
  const once = merged(first(), patch({ from: 3, to: 4 }, 5), 6, "b").record;
  const { record, lost } = merged(once, patch({ from: 8, to: 9 }, 5), 7, "c");
  expect(record.fields).toMatchObject({ from: 3, to: 4 });
  expect(lost).toEqual([{ unit: "from", fields: { from: 8, to: 9 } }]);
});

test("a writer's own earlier change is never a conflict with itself", () => {
  const once = merged(first(), patch({ colour: "blue" }, 5), 6, "b").record;
  expect(merged(once, patch({ colour: "green" }, 5), 7, "b").record.fields["colour"]).toBe("green");
});

test("two devices that save the same values agree, and a stamp alone asks nobody", () => {
  const once = merged(undefined, put({ from: 1, to: 2, madeAt: "9:00" }), 5, "a").record;
  expect(merged(once, put({ from: 1, to: 2, madeAt: "9:01" }), 6, "b")).toMatchObject({
    isChanged: false,
    lost: [],
  });
});

test("a merged record that would break its schema keeps the stored unit", () => {
  const { record, lost } = merged(first(), patch({ colour: 7 }, 5), 6, "b");
  expect(record.fields["colour"]).toBe("red");
  expect(lost).toHaveLength(1);
});

test("a patch of what is not there is refused; so is a first record that breaks its schema", () => {
  expect(mergeOp(kind, undefined, patch({ colour: "x" }, 0), { seq: 1, client: "a" })).toEqual({
    ok: false,
    why: "unknown-record",
  });
  expect(mergeOp(kind, undefined, put({ from: "x" }), { seq: 1, client: "a" })).toEqual({
    ok: false,
    why: "invalid-record",
  });
});

test("a patch is completed to whole units", () => {
  expect(wholeUnits(kind, { from: 1, to: 2, colour: "red" }, { to: 5 })).toEqual({ from: 1, to: 5 });
});

test("property: every value sent is current, equal to a current one, or among the lost", () => {
  const field = fc.constantFrom("colour", "from", "to");
  const change = fc.record({
    client: fc.constantFrom("a", "b", "c"),
    field,
    value: fc.integer({ min: 0, max: 3 }),
    behind: fc.nat(3),
  });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
      let record = first();
      for (const [at, one] of changes.entries()) {
        const value = one.field === "colour" ? `c${one.value}` : one.value;
        const op = patch(
          wholeUnits(kind, record.fields, { [one.field]: value }),
          Math.max(0, 5 + at - one.behind),
        );
        const result = merged(record, op, 6 + at, one.client);
        const isCurrent = result.record.fields[one.field] === value;
        const isKept = result.lost.some((lost) => lost.fields[one.field] === value);
        expect(isCurrent || isKept).toBe(true);
        record = result.record;
      }
    }),
  );
});

test("property: a device sees its own change at once, whatever the row underneath", () => {
  fc.assert(
    fc.property(fc.record({ colour: fc.string(), from: fc.integer() }), fc.string(), (fields, colour) => {
      const row = { scope: "school", fields };
      expect(overlayOp(row, patch({ colour }, 0))?.fields).toEqual({ ...fields, colour });
      expect(overlayOp(undefined, patch({ colour }, 0))).toBeUndefined();
    }),
  );
});
