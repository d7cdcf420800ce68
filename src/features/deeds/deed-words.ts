// What each event of the audit says to a person: one plain sentence, with names put to ids from the school data that this
// person holds. Codes that this version does not know are shown as they are.
import { deedWhySchema } from "../../domain/deed.ts";
import { deedWhyWords } from "../../domain/deed-labels.ts";
import { roleLabel, roleSchema } from "../../domain/staff.ts";
import type { AuditRow } from "../../api/client.ts";

type About = AuditRow["about"];
type Event = AuditRow["event"];

export interface Names {
  readonly person: (id: string) => string;
  readonly pupil: (id: string) => string;
}

type Words = (about: About, names: Names) => string;

const person = ({ person: id }: About, names: Names) => (id ? names.person(id) : "somebody");
const pupil = ({ subject }: About, names: Names) => (subject ? names.pupil(subject) : "a pupil");
const plain =
  (sentence: string): Words =>
  () =>
    sentence;
const toPerson =
  (before: string, after = ""): Words =>
  (about, names) =>
    `${before} ${person(about, names)}${after}`;
const onPupil =
  (before: string): Words =>
  (about, names) =>
    `${before} ${pupil(about, names)}${reasonOf(about)}`;

const proofs: Readonly<Record<string, string>> = {
  password: "with a password",
  pin: "with a PIN",
  badge: "with a badge",
  passkey: "with a passkey",
  "single-sign-on": "with single sign-on",
  help: "with a help code",
  demo: "to the demo school",
};

const things: Readonly<Record<string, string>> = {
  "weekly-summary": "the weekly summary",
  hours: "hours",
  "class-list": "a class list",
  "provision-map": "the provision map",
  plan: "a plan",
  boxall: "a Boxall profile",
  "pupil-record": "a pupil's whole record",
  audit: "this list",
  retention: "the list of records to review",
  "erasure-proof": "a proof of erasure",
  badges: "badges",
  register: "a nurture group's register",
  "nurture-report": "a report on a nurture group",
};

const refusals: Readonly<Record<string, string>> = {
  "unknown-name": "nobody has the name that was typed",
  "wrong-password": "the password was wrong",
  forbidden: "no right to it",
  "invalid-record": "it could not be read",
  "unknown-kind": "this version does not know it",
  "wrong-scope": "it was in the wrong place",
  "unknown-record": "what it belongs to is not there",
  "too-large": "it was too large",
};

const words: Readonly<Record<Event, Words>> = {
  "sign-in": ({ what }) => `Signed in ${(what && proofs[what]) ?? what ?? ""}`.trim(),
  "sign-in-refused": ({ why }) => `Could not sign in${because(why)}`,
  "sign-out": plain("Signed out"),
  "proof-of-self": plain("Proved again who they are"),
  "proof-refused": plain("Could not prove who they are"),
  "second-factor-refused": plain("Gave a wrong code for the second step"),
  "password-set": plain("Set a password"),
  "password-reset": toPerson("Reset the password of"),
  "factor-set": plain("Set up the second step of signing in"),
  "factor-reset": toPerson("Reset the second step of signing in for"),
  "passkey-added": plain("Added a passkey"),
  "passkey-removed": plain("Removed a passkey"),
  "identity-linked": plain("Linked an account of single sign-on"),
  "identity-removed": plain("Unlinked an account of single sign-on"),
  "pin-set": plain("Set a PIN"),
  "pin-refused": toPerson("Wrong PIN for"),
  "pin-blocked": toPerson("Too many wrong PINs: blocked for", " until a full sign-in or a help code"),
  "badge-made": toPerson("Made a badge for"),
  "badge-revoked": toPerson("Stopped the badge of"),
  "badge-refused": plain("A badge was refused"),
  "help-code-made": toPerson("Made a help code for"),
  "help-code-used": plain("Used a help code to choose a new PIN"),
  "help-code-refused": plain("A help code was refused"),
  "tablet-code-made": plain("Made a code to add a tablet"),
  "tablet-enrolled": plain("Added a tablet"),
  "tablet-lost": plain("Marked a tablet as lost"),
  "tablet-removed": plain("Removed a tablet"),
  "tablet-paused": plain("Too many wrong PINs on one tablet: paused for 15 minutes"),
  "sealed-work-received": ({ count }) =>
    `Sealed work arrived while its author was away${count === undefined ? "" : `: ${count}`}`,
  "sealing-key-made": plain("Made a new key for sealing unsent work"),
  "person-invited": toPerson("Invited"),
  "person-joined": plain("Joined with a code"),
  "person-left": (about, names) =>
    `Set the last day of ${person(about, names)}${about.until ? ` to ${about.until}` : ""}`,
  "role-changed": (about, names) => `Set the roles of ${person(about, names)}${rolesOf(about)}`,
  "account-closed": toPerson("Closed the account of"),
  "cover-taken": toPerson("Gave cover of a group to"),
  "school-added": plain("Set up the school"),
  "settings-changed": plain("Changed the school's settings"),
  backup: plain("A backup was made and read back"),
  restore: ({ count }) =>
    `The school was put back from a backup${count ? `; ${count} rows of this list were carried over` : ""}`,
  restarted: plain("The server was started"),
  "view-boxall": onPupil("Looked at the Boxall profile of"),
  conflict: ({ kind }) => `Two people changed the same thing (${kind ?? "record"}); the earlier value stayed`,
  "change-refused": ({ kind, why }) => `A change was not taken (${kind ?? "record"})${because(why)}`,
  "access-refused": ({ route }) =>
    `Asked for something they have no right to${route === undefined ? "" : `: ${route}`}`,
  import: ({ what, rows }) => `Imported ${what === undefined ? "a list" : thingOf(what)}${rowsOf(rows)}`,
  "import-undone": ({ what, rows }) =>
    `Took back the import of ${what === undefined ? "a list" : thingOf(what)}${rowsOf(rows)}`,
  export: ({ what, rows }) => `Exported ${thingOf(what)}${rowsOf(rows)}`,
  print: ({ what, rows }) => `Printed ${thingOf(what)}${rowsOf(rows)}`,
  "export-full-names": (about) =>
    `Exported ${thingOf(about.what)} with full names${rowsOf(about.rows)}${reasonOf(about)}`,
  erasure: ({ count }) => `Erased a pupil for good${count === undefined ? "" : `: ${count} records`}`,
  "retention-review": (about, names) =>
    `Decided to keep the record of ${pupil(about, names)} until ${about.until ?? "later"}`,
  "subject-access": onPupil("Gave out everything held about"),
  transfer: onPupil("Made a transfer file of"),
  "transfer-in": onPupil("Took in a transfer file for"),
};

/** What was done, in one sentence. */
export function deedWords(row: Pick<AuditRow, "event" | "about">, names: Names): string {
  return words[row.event](row.about, names);
}

function because(why: string | undefined): string {
  return why === undefined ? "" : `: ${refusals[why] ?? why}`;
}

function rolesOf({ roles }: About): string {
  if (roles === undefined) return "";
  const named = roles.split("|").map((one) => {
    const role = roleSchema.safeParse(one);
    return role.success ? roleLabel[role.data] : one;
  });
  return `: ${named.join(", ")}`;
}

function thingOf(what: string | undefined): string {
  return what === undefined ? "data" : (things[what] ?? what);
}

function rowsOf(rows: number | undefined): string {
  if (rows === undefined) return "";
  return rows === 1 ? " (1 row)" : ` (${rows} rows)`;
}

function reasonOf({ why }: About): string {
  const reason = deedWhySchema.safeParse(why);
  return reason.success ? `. Reason: ${deedWhyWords[reason.data]}` : "";
}
