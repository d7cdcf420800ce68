// Joining a school with an invitation code and the school's identity provider: an account without a password of its own.
import { audit } from "./audit.ts";
import { hashPassword } from "./passwords.ts";
import type { Parts } from "./parts.ts";
import { refuse, Refused } from "./refusal.ts";
import { newToken } from "./secrets.ts";
import { accountIdOfStaff, insertAccount, readInvitation, useInvitation } from "./storage/account-rows.ts";
import { inSerialTransaction, isDuplicateError } from "./storage/database.ts";
import { insertIdentity, type Identity } from "./storage/identity-rows.ts";

/** @returns the new account, or why there is none */
export async function joinByProvider(
  parts: Parts,
  codeHash: string,
  identity: Identity,
): Promise<string | Refused> {
  const nowMs = parts.clock.nowMs();
  const invited = await readInvitation(parts.db, codeHash, nowMs);
  if (invited === undefined) return refuse("wrong-or-used-code");
  // Nobody knows this password, so nobody signs in with it; a code for a new one can still be given later.
  const passwordHash = await hashPassword(newToken(parts.random), parts.random);
  const id = parts.random.uuid();
  try {
    return await inSerialTransaction(parts.db, async (tx) => {
      if ((await accountIdOfStaff(tx, invited.school, invited.staffId)) !== undefined)
        return refuse("linked-already");
      if (!(await useInvitation(tx, codeHash, nowMs))) return refuse("wrong-or-used-code");
      const signInName = `provider-${id}`;
      await insertAccount(tx, { ...invited, id, signInName, passwordHash, atMs: nowMs });
      await insertIdentity(tx, identity, id, nowMs);
      await audit(parts, tx, {
        ...invited,
        event: "person-joined",
        about: { account: id, what: "single-sign-on" },
      });
      return id;
    });
  } catch (fault) {
    if (isDuplicateError(fault)) return refuse("linked-already");
    throw fault;
  }
}
