// Every table and column that a backup holds, in the order in which rows can be put back. A table or column that is added
// to the database and forgotten here is a compile error, and a test holds the list against the real database.
import type { SelectType } from "kysely";
import type { Tables } from "./tables.ts";

/** What a column can hold; with a question mark it may also be empty. */
export type ColumnKind = "text" | "text?" | "whole" | "whole?";

type KindOf<Value> = null extends Value
  ? NonNullable<Value> extends string
    ? "text?"
    : "whole?"
  : Value extends string
    ? "text"
    : "whole";

type Lists = {
  readonly [Name in keyof Tables]: {
    readonly key: readonly (keyof Tables[Name])[];
    readonly columns: {
      readonly [Column in keyof Tables[Name]]: KindOf<SelectType<Tables[Name][Column]>>;
    };
  };
};

const lists: Lists = {
  school: {
    key: ["id"],
    columns: {
      id: "text",
      name: "text",
      is_demo: "whole",
      epoch: "text",
      seq: "whole",
      floor: "whole",
      durable_seq: "whole",
      created_ms: "whole",
      backed_up_ms: "whole?",
      audit_n: "whole",
    },
  },
  account: {
    key: ["id"],
    columns: {
      id: "text",
      sign_in_name: "text",
      password_hash: "text",
      created_ms: "whole",
      closed_ms: "whole?",
    },
  },
  membership: {
    key: ["school", "account"],
    columns: { school: "text", account: "text", staff_id: "text" },
  },
  session: {
    key: ["token_hash"],
    columns: {
      token_hash: "text",
      account: "text?",
      school: "text",
      staff_id: "text",
      created_ms: "whole",
      expires_ms: "whole",
      seen_ms: "whole",
      tablet: "text?",
      proof: "text",
      factor_ms: "whole?",
      proven_ms: "whole",
    },
  },
  invitation: {
    key: ["code_hash"],
    columns: { code_hash: "text", school: "text", staff_id: "text", expires_ms: "whole", used_ms: "whole?" },
  },
  commit: {
    key: ["school", "seq"],
    columns: {
      school: "text",
      seq: "whole",
      tag: "text",
      at_ms: "whole",
      staff_id: "text?",
      client: "text",
    },
  },
  record: {
    key: ["school", "kind", "id"],
    columns: {
      school: "text",
      kind: "text",
      id: "text",
      scope: "text",
      seq: "whole",
      deleted: "whole",
      data: "text",
      fver: "text",
    },
  },
  moved: {
    key: ["school", "seq", "kind", "id", "scope"],
    columns: { school: "text", scope: "text", seq: "whole", kind: "text", id: "text" },
  },
  client: {
    key: ["school", "id"],
    columns: {
      school: "text",
      id: "text",
      staff_id: "text",
      last_n: "whole",
      last_id: "text?",
      seen_ms: "whole",
      schema_version: "whole",
      cursor_seq: "whole",
      pending: "whole",
      oldest_ms: "whole?",
      replaced_by: "text?",
      tablet: "text?",
      proof: "text?",
    },
  },
  mutation: {
    key: ["school", "id"],
    columns: {
      school: "text",
      id: "text",
      client: "text",
      n: "whole",
      seq: "whole",
      status: "text",
      why: "text?",
      about: "text?",
      lost: "text?",
      erased: "text?",
      is_news: "whole",
      body: "text",
    },
  },
  conflict: {
    key: ["school", "mutation", "kind", "record", "unit"],
    columns: {
      school: "text",
      mutation: "text",
      kind: "text",
      record: "text",
      unit: "text",
      lost: "text",
      lost_by: "text",
      won_seq: "whole",
      reviewed_by: "text?",
    },
  },
  held: {
    key: ["school", "client", "scope"],
    columns: {
      school: "text",
      client: "text",
      scope: "text",
      staff_id: "text",
      from_ms: "whole",
      until_ms: "whole?",
    },
  },
  erasure: {
    key: ["school", "subject"],
    columns: { school: "text", subject: "text", participant: "text", seq: "whole", at_ms: "whole" },
  },
  tablet: {
    key: ["school", "id"],
    columns: {
      school: "text",
      id: "text",
      label: "text",
      kind: "text",
      token_hash: "text",
      created_ms: "whole",
      created_by: "text?",
      seen_ms: "whole",
      app_version: "text?",
      lost_ms: "whole?",
      tries: "whole",
      paused_until_ms: "whole?",
    },
  },
  tablet_code: {
    key: ["code_hash"],
    columns: {
      code_hash: "text",
      school: "text",
      label: "text",
      created_by: "text",
      expires_ms: "whole",
      used_ms: "whole?",
    },
  },
  pin: {
    key: ["school", "staff_id"],
    columns: { school: "text", staff_id: "text", hash: "text", set_ms: "whole", tries: "whole" },
  },
  help_code: {
    key: ["code_hash"],
    columns: {
      code_hash: "text",
      school: "text",
      staff_id: "text",
      created_by: "text",
      expires_ms: "whole",
      used_ms: "whole?",
    },
  },
  badge: {
    key: ["school", "token_hash"],
    columns: {
      school: "text",
      token_hash: "text",
      staff_id: "text",
      created_ms: "whole",
      created_by: "text",
      revoked_ms: "whole?",
    },
  },
  factor: {
    key: ["account"],
    columns: { account: "text", secret: "text", confirmed_ms: "whole?", last_step: "whole" },
  },
  passkey: {
    key: ["id"],
    columns: {
      id: "text",
      account: "text",
      public_key: "text",
      counter: "whole",
      transports: "text",
      label: "text",
      created_ms: "whole",
      used_ms: "whole?",
    },
  },
  challenge: {
    key: ["id"],
    columns: { id: "text", purpose: "text", account: "text?", data: "text", expires_ms: "whole" },
  },
  identity: {
    key: ["issuer", "subject"],
    columns: { issuer: "text", subject: "text", account: "text", created_ms: "whole" },
  },
  audit: {
    key: ["school", "n"],
    columns: {
      school: "text",
      n: "whole",
      at_ms: "whole",
      event: "text",
      staff_id: "text?",
      tablet: "text?",
      about: "text",
      previous: "text",
      hash: "text",
    },
  },
  sealing_key: {
    key: ["school", "id"],
    columns: {
      school: "text",
      id: "text",
      public_key: "text",
      private_key: "text",
      created_ms: "whole",
      retired_ms: "whole?",
    },
  },
};

export interface BackupTable {
  readonly name: string;
  readonly key: readonly string[];
  readonly columns: readonly { readonly name: string; readonly kind: ColumnKind }[];
}

export const backupTables: readonly BackupTable[] = Object.entries(lists).map(([name, { key, columns }]) => ({
  name,
  key,
  columns: Object.entries(columns).map(([column, kind]) => ({ name: column, kind })),
}));
