// A person's own password, and the end of somebody's sign-in. An administrator never sees or chooses a password: they
// make a one-use code (people.ts) and the person chooses.
import { changePasswordRequestSchema, closeAccountRequestSchema } from "../protocol/sign-in-messages.ts";
import { refuseWeak } from "./accounts.ts";
import { audit } from "./audit.ts";
import { hashPassword } from "./passwords.ts";
import { refuseUnproven } from "./proven.ts";
import { refuse } from "./refusal.ts";
import { nothingSchema, staffRoute } from "./route.ts";
import { schoolChoice } from "./sign-in-steps.ts";
import { accountIdOfStaff, closeMembership, readAccount, setPassword } from "./storage/account-rows.ts";
import { deleteSessionsOfAccount } from "./storage/session-rows.ts";
import { inTransaction } from "./storage/database.ts";

const changePassword = staffRoute({
  path: "/api/auth/password",
  method: "post",
  summary: "Gives one's own account a new password and ends its other sessions.",
  request: changePasswordRequestSchema,
  response: nothingSchema,
  answer: async ({ parts, body }, session) => {
    const refused = refuseUnproven(parts, session);
    if (refused !== undefined) return refused;
    const account = session.account && (await readAccount(parts.db, session.account));
    if (!account) return refuse("account-closed");
    const { schoolName } = await schoolChoice(parts, session.school);
    const weak = refuseWeak(body.newPassword, account.signInName, schoolName);
    if (weak !== undefined) return weak;
    const passwordHash = await hashPassword(body.newPassword, parts.random);
    const ended = await inTransaction(parts.db, async (tx) => {
      await setPassword(tx, account.id, passwordHash);
      await audit(parts, tx, { school: session.school, event: "password-set", staffId: session.staffId });
      return await deleteSessionsOfAccount(tx, account.id, session.tokenHash);
    });
    for (const tokenHash of ended) parts.pokes.closeSession(tokenHash);
    return {};
  },
});

const close = staffRoute({
  path: "/api/admin/people/close",
  method: "post",
  access: "administrator",
  summary: "Closes somebody's sign-in to this school and ends their sessions at once.",
  request: closeAccountRequestSchema,
  response: nothingSchema,
  answer: async ({ parts, body }, session) => {
    const refused = refuseUnproven(parts, session);
    if (refused !== undefined) return refused;
    const { school } = session;
    const { staffId } = body;
    if (staffId === session.staffId) return refuse("forbidden");
    const account = await accountIdOfStaff(parts.db, school, staffId);
    if (account === undefined) return refuse("not-found");
    await inTransaction(parts.db, async (tx) => {
      await closeMembership(tx, { school, staffId, account }, parts.clock.nowMs());
      const about = { person: staffId, account };
      await audit(parts, tx, { school, event: "account-closed", staffId: session.staffId, about });
    });
    parts.pokes.closePeople(school, (one) => one === staffId);
    return {};
  },
});

export const accountRoutes = [changePassword, close] as const;
