// Leave to put full names into a file: for SENCO and head, freshly proven, with a reason from a list. It is written into the
// audit before the leave is given, so that no such file is made that nobody knows of.
import { fullNamesLeaveSchema, fullNamesRequestSchema } from "../protocol/export-messages.ts";
import { audit } from "./audit.ts";
import { refuseUnproven } from "./proven.ts";
import { staffRoute } from "./route.ts";
import { unlessRole } from "./unless-role.ts";

const path = "/api/admin/exports/full-names";

const leave = staffRoute({
  path,
  method: "post",
  rate: "export",
  summary: "Gives leave to put full names into a file, and writes it down.",
  request: fullNamesRequestSchema,
  response: fullNamesLeaveSchema,
  answer: async ({ parts, body }, session) => {
    const refused =
      (await unlessRole(parts, session, path, "senco", "head")) ?? refuseUnproven(parts, session);
    if (refused !== undefined) return refused;
    const about = { ...body, fullNames: true };
    const { n } = await audit(parts, parts.db, { ...session, event: "export-full-names", about });
    return { row: n };
  },
});

export const fullNamesRoutes = [leave] as const;
