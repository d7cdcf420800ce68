// The record of a member of staff as the server makes it for somebody new.
import { staffSchema, type Role } from "../domain/staff.ts";
import { schoolScope } from "../domain/scope.ts";
import type { NewRecord } from "./write-records.ts";

/** The short name, for crowded screens, is the first word of the name until somebody changes it. */
export function staffRecord(id: string, name: string, roles: readonly Role[]): NewRecord {
  const [firstWord = name] = name.trim().split(/\s+/);
  const fields = staffSchema.parse({
    name,
    shortName: [...firstWord].slice(0, 40).join(""),
    roles: [...new Set(roles)],
  });
  return { kind: "staff", id, scope: schoolScope, fields };
}
