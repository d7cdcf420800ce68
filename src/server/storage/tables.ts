// The server's tables as the program sees them. Text, bigint and integer only, times as milliseconds, yes and no as 1 and
// 0, the school first in every key: the subset that is the same on SQLite and PostgreSQL.
import type { Generated, Kysely } from "kysely";
import type { AuditTable } from "./audit-table.ts";
import type { SealingKeyTable } from "./sealing-table.ts";

interface SchoolTable {
  id: string;
  name: string;
  is_demo: number;
  epoch: string;
  /** The only source of order: advanced by the first write of every transaction. */
  seq: number;
  /** What left before this is forgotten: a cursor below it gets its scopes in full. */
  floor: number;
  /** The highest sequence number in the last backup that was read back. */
  durable_seq: number;
  created_ms: number;
  backed_up_ms: Generated<number | null>;
  /** How many rows the school's audit has: advanced with each, which puts them in order. */
  audit_n: Generated<number>;
}

interface CommitTable {
  school: string;
  seq: number;
  tag: string;
  at_ms: number;
  staff_id: string | null;
  client: string;
}

interface RecordTable {
  school: string;
  kind: string;
  id: string;
  scope: string;
  seq: number;
  deleted: number;
  /** The record's fields as JSON text; the server never looks inside when it sends them on. */
  data: string;
  /** Merge unit -> [seq, client] of its last change, as JSON text. */
  fver: string;
}

interface MovedTable {
  school: string;
  scope: string;
  seq: number;
  kind: string;
  id: string;
}

interface ClientTable {
  school: string;
  id: string;
  staff_id: string;
  last_n: number;
  last_id: string | null;
  seen_ms: number;
  schema_version: Generated<number>;
  /** All changes up to here are on the device, by its own word. */
  cursor_seq: Generated<number>;
  /** Unsent mutations at its last contact, and when the oldest was saved. */
  pending: Generated<number>;
  oldest_ms: Generated<number | null>;
  /** The client id that the same database goes by now. */
  replaced_by: Generated<string | null>;
  /** The tablet that it is on, as bound at sign-in. */
  tablet: Generated<string | null>;
  /** Hash of the secret by which sealed work is known to come from it. */
  proof: Generated<string | null>;
}

/** Evidence for a lost tablet and for erasure: which grants a device was given, and until when. */
interface HeldTable {
  school: string;
  client: string;
  scope: string;
  staff_id: string;
  from_ms: number;
  until_ms: number | null;
}

/** Ids only: survives, and is applied again after a restore. */
interface ErasureTable {
  school: string;
  subject: string;
  /** The opaque person that stands in the subject's place, so that other children's figures stay. */
  participant: string;
  seq: number;
  at_ms: number;
}

interface MutationTable {
  school: string;
  id: string;
  client: string;
  n: number;
  seq: number;
  status: string;
  why: string | null;
  about: string | null;
  /** Of a conflict: the values that were not taken and who made the ones that stayed, as JSON text. */
  lost: Generated<string | null>;
  /** 1 = its device must be told more than that it was taken. */
  is_news: Generated<number>;
  /** Records of which it spoke of somebody erased, as JSON text. */
  erased: Generated<string | null>;
  /** What was sent, as JSON text; for a rejected mutation this is its quarantine. */
  body: string;
}

interface ConflictTable {
  school: string;
  mutation: string;
  kind: string;
  record: string;
  unit: string;
  lost: string;
  lost_by: string;
  won_seq: number;
  reviewed_by: string | null;
}

interface AccountTable {
  id: string;
  sign_in_name: string;
  password_hash: string;
  created_ms: number;
  /** When the account was closed; its person can no longer sign in. */
  closed_ms: Generated<number | null>;
}

interface MembershipTable {
  school: string;
  account: string;
  staff_id: string;
}

interface SessionTable {
  token_hash: string;
  account: string | null;
  school: string;
  staff_id: string;
  created_ms: number;
  expires_ms: number;
  seen_ms: number;
  tablet: Generated<string | null>;
  /** How the person was recognised: password, single-sign-on, passkey, pin, badge or demo. */
  proof: Generated<string>;
  /** When a second factor or a passkey was last proven. */
  factor_ms: Generated<number | null>;
  /** When the person last proved who they are in full: for what needs it afresh. */
  proven_ms: Generated<number>;
}

/** A device that was enrolled: a shared tablet by its code, a person's own at its first full sign-in. */
interface TabletTable {
  school: string;
  id: string;
  /** What the school calls it: "Oak class 2". Never a child's name. */
  label: string;
  /** shared or personal. */
  kind: string;
  token_hash: string;
  created_ms: number;
  created_by: string | null;
  seen_ms: number;
  app_version: string | null;
  /** When somebody pressed Lost. */
  lost_ms: number | null;
  /** Wrong PINs and badges in a row, whoever's; at the limit it pauses. */
  tries: Generated<number>;
  paused_until_ms: number | null;
}

/** Codes that enrol a shared tablet. */
interface TabletCodeTable {
  code_hash: string;
  school: string;
  label: string;
  created_by: string;
  expires_ms: number;
  used_ms: number | null;
}

/** A person's six-digit PIN, good on every enrolled tablet of the school. */
interface PinTable {
  school: string;
  staff_id: string;
  hash: string;
  set_ms: number;
  /** Wrong ones in a row; at the limit only a full sign-in or a help code lets this person in. */
  tries: Generated<number>;
}

/** One-use codes that let a person choose a new PIN. */
interface HelpCodeTable {
  code_hash: string;
  school: string;
  staff_id: string;
  created_by: string;
  expires_ms: number;
  used_ms: number | null;
}

interface BadgeTable {
  school: string;
  token_hash: string;
  staff_id: string;
  created_ms: number;
  created_by: string;
  revoked_ms: number | null;
}

/** The second factor of an account: a secret for time-based codes. */
interface FactorTable {
  account: string;
  secret: string;
  /** Absent until a first code has proven it. */
  confirmed_ms: number | null;
  /** The last time step that was used: no code counts twice. */
  last_step: Generated<number>;
}

interface PasskeyTable {
  id: string;
  account: string;
  public_key: string;
  counter: number;
  transports: string;
  label: string;
  created_ms: number;
  used_ms: number | null;
}

/** Something asked of a browser that must come back: a passkey's challenge, a provider's state. */
interface ChallengeTable {
  id: string;
  purpose: string;
  account: string | null;
  data: string;
  expires_ms: number;
}

/** An account at an identity provider: issuer and subject, never an e-mail address. */
interface IdentityTable {
  issuer: string;
  subject: string;
  account: string;
  created_ms: number;
}

interface InvitationTable {
  code_hash: string;
  school: string;
  staff_id: string;
  expires_ms: number;
  used_ms: number | null;
}

export interface Tables {
  school: SchoolTable;
  commit: CommitTable;
  record: RecordTable;
  moved: MovedTable;
  client: ClientTable;
  mutation: MutationTable;
  conflict: ConflictTable;
  held: HeldTable;
  erasure: ErasureTable;
  account: AccountTable;
  membership: MembershipTable;
  session: SessionTable;
  invitation: InvitationTable;
  tablet: TabletTable;
  tablet_code: TabletCodeTable;
  pin: PinTable;
  help_code: HelpCodeTable;
  badge: BadgeTable;
  factor: FactorTable;
  passkey: PasskeyTable;
  challenge: ChallengeTable;
  identity: IdentityTable;
  audit: AuditTable;
  sealing_key: SealingKeyTable;
}

/** The database, or one open transaction of it: every storage function takes either. */
export type Db = Kysely<Tables>;
