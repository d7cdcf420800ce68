import { expect, test } from "vitest";
import { auditAboutSchema, auditEventSchema } from "../../../src/protocol/audit-messages.ts";
import { auditTable } from "../../../src/features/deeds/audit-file.ts";
import { deedWords } from "../../../src/features/deeds/deed-words.ts";

const names = { person: () => "Sam Lead", pupil: () => "Amara K" };
const full = auditAboutSchema.parse({
  subject: "s",
  person: "p",
  what: "weekly-summary",
  why: "governors",
  kind: "session",
  route: "/api/admin/people",
  roles: "senco|head",
  rows: 2,
  count: 3,
  until: "2027-04-10",
});

test.each(auditEventSchema.options)(
  "%s is one plain sentence, with much or nothing said about it",
  (event) => {
    for (const about of [full, {}]) {
      const words = deedWords({ event, about }, names);
      expect(words).toMatch(/^[A-Z].*[^. ]$/);
      expect(words).not.toMatch(/undefined|null|\||NaN|\s\s/);
    }
  },
);

test("reasons, roles and counts are in words", () => {
  expect(deedWords({ event: "role-changed", about: full }, names)).toBe(
    "Set the roles of Sam Lead: SENCO, Head teacher",
  );
  expect(deedWords({ event: "export-full-names", about: full }, names)).toBe(
    "Exported the weekly summary with full names (2 rows). Reason: For governors or the trust",
  );
  expect(deedWords({ event: "sign-in-refused", about: { why: "wrong-password" } }, names)).toBe(
    "Could not sign in: the password was wrong",
  );
});

test("the file has no pupil's name in it, and each row's hash", () => {
  const row = {
    n: 7,
    at: "2026-11-20T10:00:00.000Z",
    event: "subject-access",
    staffId: "p",
    tablet: null,
    hash: "ab",
  } as const;
  const table = auditTable(
    [{ ...row, about: { subject: "id-1" } }],
    names,
    "Sam Lead",
    "2026-11-20T11:00:00.000Z",
  );
  expect(table.rows).toEqual([
    [7, row.at, "Sam Lead", "Gave out everything held about pupil id-1", "subject-access", "", "ab"],
  ]);
  expect(JSON.stringify(table)).not.toContain("Amara");
});
