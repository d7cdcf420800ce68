// The routes of the sync protocol. What they do is in push.ts, pull.ts and pokes.ts.
import {
  maxPushBytes,
  pullRequestSchema,
  pullResponseSchema,
  pushResponseSchema,
} from "../protocol/messages.ts";
import { schoolScope } from "../domain/scope.ts";
import { givePull } from "./pull.ts";
import { pushEnvelopeSchema, takePush } from "./push.ts";
import { reachOf } from "./session-rights.ts";
import { refuse } from "./refusal.ts";
import { closeStreamsOfLeavers } from "./standing.ts";
import { Answer, nothingSchema, staffRoute } from "./route.ts";

const push = staffRoute({
  path: "/api/sync/push",
  method: "post",
  rate: "sync",
  summary:
    "Takes a device's mutations in order, each at most once. Mutations are read one by one by the shape of a change.",
  maxBytes: maxPushBytes * 4,
  // What somebody saved must never wait for their second factor, nor be lost because they left.
  beforeFactor: true,
  afterLeaving: true,
  request: pushEnvelopeSchema,
  response: pushResponseSchema,
  answer: async ({ parts, body }, session) => {
    const outcome = await takePush(parts, { ...session, reach: reachOf(parts, session) }, body);
    if (!outcome.ok) return refuse("forbidden");
    const { seq, scopes } = outcome;
    if (seq !== undefined) parts.pokes.poke(session.school, seq, session.tokenHash, scopes);
    if (scopes?.includes(schoolScope)) await closeStreamsOfLeavers(parts, session.school);
    return outcome.response;
  },
});

const pull = staffRoute({
  path: "/api/sync/pull",
  method: "post",
  rate: "sync",
  summary: "Gives a page of the records that this person may hold and that changed after the cursor.",
  request: pullRequestSchema,
  response: pullResponseSchema,
  answer: async ({ parts, body }, session) => {
    const outcome = await givePull(parts, { ...session, reach: reachOf(parts, session) }, body);
    return outcome.ok ? new Answer(outcome.json) : refuse("forbidden");
  },
});

const events = staffRoute({
  path: "/api/sync/events",
  method: "get",
  summary:
    "Server-sent events: `poke` with the school's sequence number after each commit, and nothing else.",
  request: nothingSchema,
  answer: async ({ parts }, session) => {
    const headers = { "content-type": "text/event-stream; charset=utf-8", "x-accel-buffering": "no" };
    return await Promise.resolve(new Response(parts.pokes.open(session), { headers }));
  },
});

export const syncRoutes = [push, pull, events] as const;
