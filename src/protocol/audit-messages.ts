// What is written down about what people and the server did: a closed list of events, and a closed list of what may be
// said with each. Ids, codes and figures only: a name, a note or a typed reason does not fit in.
import * as z from "zod/mini";
import { daySchema } from "../domain/calendar.ts";

/** To add an event: one line here and its sentence in `features/deeds/deed-words.ts`. */
export const auditEventSchema = z.enum([
  // Signing in and out.
  "sign-in",
  "sign-in-refused",
  "sign-out",
  "proof-of-self",
  "proof-refused",
  "second-factor-refused",
  // What people sign in with.
  "password-set",
  "password-reset",
  "factor-set",
  "factor-reset",
  "passkey-added",
  "passkey-removed",
  "identity-linked",
  "identity-removed",
  "pin-set",
  "pin-refused",
  "pin-blocked",
  "badge-made",
  "badge-revoked",
  "badge-refused",
  "help-code-made",
  "help-code-used",
  "help-code-refused",
  // Tablets.
  "tablet-code-made",
  "tablet-enrolled",
  "tablet-lost",
  "tablet-removed",
  "tablet-paused",
  "sealed-work-received",
  "sealing-key-made",
  // People.
  "person-invited",
  "person-joined",
  "person-left",
  "role-changed",
  "account-closed",
  "cover-taken",
  // The school and its server.
  "school-added",
  "settings-changed",
  "backup",
  "restore",
  "restarted",
  // Children's records.
  "view-boxall",
  "conflict",
  "change-refused",
  "access-refused",
  "import",
  "import-undone",
  "print",
  "export",
  "export-full-names",
  "erasure",
  "retention-review",
  "subject-access",
  "transfer",
  "transfer-in",
]);
export type AuditEvent = z.infer<typeof auditEventSchema>;

/** An id, a code of ours, a day, an address of a route: no spaces and no letters beyond these, so no sentence. */
const tokenPattern = /^[\w:./|-]{1,200}$/;
const token = z.string().check(z.regex(tokenPattern));
const figure = z.int();

/** For what came from outside and may be anything: itself where it is an id or a code, else only that it was not. */
export function tokenOf(text: string): string {
  return tokenPattern.test(text) ? text : "unreadable";
}

/** What a row says besides when, who and on which tablet. Each field means the same with every event. */
export const auditAboutSchema = z.strictObject({
  /** The pupil (or, after an erasure, the participant) that it is about. */
  subject: z.optional(token),
  /** The member of staff that it was done to. */
  person: z.optional(token),
  account: z.optional(token),
  /** The tablet that it was done to; the one on which it was done is a column of its own. */
  tablet: z.optional(token),
  client: z.optional(token),
  /** A record: its kind and id, and the scope that it is in. */
  kind: z.optional(token),
  record: z.optional(token),
  scope: z.optional(token),
  /** A code for which of several: the kind of proof, of export, of refusal, of second factor. */
  what: z.optional(token),
  /** A code of why: from a list that the screen offers, never typed. */
  why: z.optional(token),
  /** The address of the API that was refused. */
  route: z.optional(token),
  roles: z.optional(token),
  rows: z.optional(figure),
  count: z.optional(figure),
  /** When it was done, by the tablet's clock, where the row was written later. */
  doneAt: z.optional(token),
  /** A school-local day that it reaches to. */
  until: z.optional(token),
  /** A place or a file, by its hash or its sequence number. */
  hash: z.optional(token),
  seq: z.optional(figure),
  /** The row of the audit that it belongs to. */
  row: z.optional(figure),
  fullNames: z.optional(z.boolean()),
});
export type AuditAbout = z.infer<typeof auditAboutSchema>;

/** One row as the administrator reads it. */
export const auditRowSchema = z.object({
  n: z.int(),
  at: z.iso.datetime(),
  event: auditEventSchema,
  staffId: z.nullable(z.string()),
  tablet: z.nullable(z.string()),
  about: auditAboutSchema,
  hash: z.string(),
});
export type AuditRow = z.infer<typeof auditRowSchema>;

/** Which rows are asked for, as the query of an address: the newest first. */
export const auditQuerySchema = z.object({
  /** Only rows before this one: the next page. */
  before: z.optional(z.coerce.number().check(z.int(), z.gte(1))),
  /** Only what this person did, or what was done to this person. */
  person: z.optional(z.uuid()),
  day: z.optional(daySchema),
});
export type AuditQuery = z.infer<typeof auditQuerySchema>;

export const auditPageSchema = z.object({
  rows: z.array(auditRowSchema),
  /** Where the next page begins; null = there is none. */
  next: z.nullable(z.int()),
});
export type AuditPage = z.infer<typeof auditPageSchema>;
