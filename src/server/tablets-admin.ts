// Looking after tablets, for SENCO and administrator: join codes, the list, Lost, help codes, badges.
//
// What lets somebody in (a join code, a help code, a badge) asks afresh who is there. Lost does not: it can only shut out,
// and the first minutes count.
import {
  enrolledTabletsSchema,
  madeCodeSchema,
  makeTabletCodeRequestSchema,
  renameTabletRequestSchema,
  revokedSchema,
  staffRequestSchema,
  tabletRequestSchema,
} from "../protocol/tablet-messages.ts";
import { audit } from "./audit.ts";
import { needsFactor } from "./factor-rule.ts";
import { leaseEndOf } from "./lease.ts";
import type { Parts } from "./parts.ts";
import { refuseUnproven } from "./proven.ts";
import { refuse, type Refused } from "./refusal.ts";
import { nothingSchema, staffRoute } from "./route.ts";
import { hashOfCode, newCode } from "./secrets.ts";
import type { Session } from "./sessions.ts";
import { inTransaction } from "./storage/database.ts";
import { pendingByTablet } from "./storage/device-rows.ts";
import { badgesOfSchool, insertBadge, insertHelpCode, revokeBadges } from "./storage/pin-rows.ts";
import {
  changeTablet,
  deleteSessionsOfTablet,
  deleteTablet,
  insertTabletCode,
  tabletsOfSchool,
  type TabletRow,
} from "./storage/tablet-rows.ts";
import { mayHaveBadge } from "./unlock.ts";

const codeLastsMs = 10 * 60_000;

/** Why this person may not look after tablets; undefined when they may. */
async function refuseOthers(parts: Parts, session: Session): Promise<Refused | undefined> {
  const roles = (await parts.facts.read(parts.db, session.school)).of(session.staffId)?.roles ?? [];
  return needsFactor(roles) ? undefined : refuse("forbidden");
}

async function refuseUnlessFresh(parts: Parts, session: Session): Promise<Refused | undefined> {
  return (await refuseOthers(parts, session)) ?? refuseUnproven(parts, session);
}

const list = staffRoute({
  path: "/api/admin/tablets",
  method: "get",
  summary: "The school's enrolled tablets: when last seen, how much unsent, until when their leases run.",
  request: nothingSchema,
  response: enrolledTabletsSchema,
  answer: async ({ parts }, session) => {
    const refused = await refuseOthers(parts, session);
    if (refused !== undefined) return refused;
    const pending = await pendingByTablet(parts.db, session.school);
    const nowMs = parts.clock.nowMs();
    const tablets = await tabletsOfSchool(parts.db, session.school);
    const badges = await badgesOfSchool(parts.db, session.school);
    const described = await Promise.all(
      tablets.map(async (one) => ({
        ...wordsOf(one, nowMs),
        leaseUntil: await leaseEndOf(parts.db, session.school, one.seenMs),
        pending: pending.get(one.id) ?? 0,
      })),
    );
    return {
      tablets: described,
      badges: badges.map(({ staffId, count }) => ({ staffId, count })),
    };
  },
});

function wordsOf(tablet: TabletRow, nowMs: number) {
  const { id, label, kind, seenMs, lostMs, pausedUntilMs } = tablet;
  const isPaused = pausedUntilMs !== null && pausedUntilMs > nowMs;
  return {
    id,
    label,
    kind,
    version: null,
    seenAt: new Date(seenMs).toISOString(),
    lostAt: lostMs === null ? null : new Date(lostMs).toISOString(),
    pausedUntil: isPaused ? new Date(pausedUntilMs).toISOString() : null,
  };
}

const makeCode = staffRoute({
  path: "/api/admin/tablets/code",
  method: "post",
  summary: "Makes a code with which one shared tablet can join the school within ten minutes.",
  request: makeTabletCodeRequestSchema,
  response: madeCodeSchema,
  answer: async ({ parts, body }, session) => {
    const refused = await refuseUnlessFresh(parts, session);
    if (refused !== undefined) return refused;
    const { school, staffId: by, tablet } = session;
    const code = newCode(parts.random);
    const expiresMs = parts.clock.nowMs() + codeLastsMs;
    await inTransaction(parts.db, async (tx) => {
      await insertTabletCode(tx, { school, by, label: body.label, codeHash: hashOfCode(code), expiresMs });
      await audit(parts, tx, { school, event: "tablet-code-made", staffId: by, tablet });
    });
    return { code, expiresAt: new Date(expiresMs).toISOString() };
  },
});

const lost = staffRoute({
  path: "/api/admin/tablets/lost",
  method: "post",
  summary: "Shuts a lost tablet out at once; it hands in sealed work and hears that it is lost, no more.",
  request: tabletRequestSchema,
  response: nothingSchema,
  answer: async ({ parts, body }, session) => {
    const refused = await refuseOthers(parts, session);
    if (refused !== undefined) return refused;
    return (await shutOut(parts, session, body.tabletId, "tablet-lost")) ? {} : refuse("not-found");
  },
});

const remove = staffRoute({
  path: "/api/admin/tablets/remove",
  method: "post",
  summary: "Takes a tablet off the list; it is let in nowhere.",
  request: tabletRequestSchema,
  response: nothingSchema,
  answer: async ({ parts, body }, session) => {
    const refused = await refuseUnlessFresh(parts, session);
    if (refused !== undefined) return refused;
    return (await shutOut(parts, session, body.tabletId, "tablet-removed")) ? {} : refuse("not-found");
  },
});

async function shutOut(
  parts: Parts,
  { school, staffId, tablet }: Session,
  id: string,
  event: "tablet-lost" | "tablet-removed",
): Promise<boolean> {
  const ended = await inTransaction(parts.db, async (tx) => {
    const isThere =
      event === "tablet-lost"
        ? await changeTablet(tx, { school, id }, { lost_ms: parts.clock.nowMs() })
        : await deleteTablet(tx, school, id);
    if (!isThere) return undefined;
    await audit(parts, tx, { school, event, staffId, tablet, about: { tablet: id } });
    return await deleteSessionsOfTablet(tx, school, id);
  });
  for (const tokenHash of ended ?? []) parts.pokes.closeSession(tokenHash);
  return ended !== undefined;
}

const rename = staffRoute({
  path: "/api/admin/tablets/rename",
  method: "post",
  summary: "Gives a tablet another name.",
  request: renameTabletRequestSchema,
  response: nothingSchema,
  answer: async ({ parts, body }, session) => {
    const refused = await refuseOthers(parts, session);
    if (refused !== undefined) return refused;
    const place = { school: session.school, id: body.tabletId };
    return (await changeTablet(parts.db, place, { label: body.label })) ? {} : refuse("not-found");
  },
});

const makeHelpCode = staffRoute({
  path: "/api/admin/help-codes",
  method: "post",
  summary: "Makes a code to read out, with which somebody can choose a new PIN within ten minutes.",
  request: staffRequestSchema,
  response: madeCodeSchema,
  answer: async ({ parts, body }, session) => {
    const refused = await refuseUnlessFresh(parts, session);
    if (refused !== undefined) return refused;
    const { school, staffId: by, tablet } = session;
    const person = (await parts.facts.read(parts.db, school)).person(body.staffId);
    if (person === undefined) return refuse("not-found");
    if (needsFactor(person.roles)) return refuse("needs-full-sign-in");
    const code = newCode(parts.random);
    const expiresMs = parts.clock.nowMs() + codeLastsMs;
    await inTransaction(parts.db, async (tx) => {
      await insertHelpCode(tx, { school, by, staffId: body.staffId, codeHash: hashOfCode(code), expiresMs });
      const about = { person: body.staffId };
      await audit(parts, tx, { school, event: "help-code-made", staffId: by, tablet, about });
    });
    return { code, expiresAt: new Date(expiresMs).toISOString() };
  },
});

const makeBadge = staffRoute({
  path: "/api/admin/badges",
  method: "post",
  summary: "Makes a badge for a teaching assistant; its token is told once, for printing.",
  request: staffRequestSchema,
  response: madeCodeSchema,
  answer: async ({ parts, body }, session) => {
    const refused = await refuseUnlessFresh(parts, session);
    if (refused !== undefined) return refused;
    const { school, staffId: by, tablet } = session;
    const person = (await parts.facts.read(parts.db, school)).person(body.staffId);
    if (person === undefined) return refuse("not-found");
    if (!mayHaveBadge(person.roles)) return refuse("forbidden");
    const code = newCode(parts.random);
    await inTransaction(parts.db, async (tx) => {
      const badge = { school, by, staffId: body.staffId, tokenHash: hashOfCode(code) };
      await insertBadge(tx, { ...badge, atMs: parts.clock.nowMs() });
      const about = { person: body.staffId };
      await audit(parts, tx, { school, event: "badge-made", staffId: by, tablet, about });
    });
    return { code };
  },
});

const revoke = staffRoute({
  path: "/api/admin/badges/revoke",
  method: "post",
  summary: "Makes all badges of a person worthless.",
  request: staffRequestSchema,
  response: revokedSchema,
  answer: async ({ parts, body }, session) => {
    const refused = await refuseOthers(parts, session);
    if (refused !== undefined) return refused;
    const { school, staffId, tablet } = session;
    const person = (await parts.facts.read(parts.db, school)).person(body.staffId);
    if (person === undefined) return refuse("not-found");
    return await inTransaction(parts.db, async (tx) => {
      const count = await revokeBadges(tx, school, body.staffId, parts.clock.nowMs());
      const about = { person: body.staffId, count };
      await audit(parts, tx, { school, event: "badge-revoked", staffId, tablet, about });
      return { count };
    });
  },
});

export const tabletAdminRoutes = [
  list,
  makeCode,
  lost,
  remove,
  rename,
  makeHelpCode,
  makeBadge,
  revoke,
] as const;
