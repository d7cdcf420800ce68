// What a route of the API is: its address, who may ask, what goes in and out, and what answers. The app is built from
// these declarations and so is its description, so the two cannot differ.
import * as z from "zod/mini";
import type { Parts } from "./parts.ts";
import type { RateName } from "./rates.ts";
import { refuse, type Refused } from "./refusal.ts";
import type { Session } from "./sessions.ts";

/** `administrator`: signed in, and an administrator of the school today. */
type Access = "anyone" | "signed-in" | "administrator";

interface Call<In> {
  readonly parts: Parts;
  readonly request: Request;
  /** The network address that the request came from. */
  readonly address: string;
  readonly body: In;
}

/** A success as text that is ready to send, with headers of its own such as a cookie. */
export class Answer {
  readonly json: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];

  constructor(json: string, headers: Readonly<Record<string, string>> = {}, cookies: readonly string[] = []) {
    this.json = json;
    this.headers = headers;
    this.cookies = cookies;
  }
}

/** A plain value is sent as JSON; a `Response` goes out as it is (event streams). */
export type Reply<Out> = Out | Refused | Answer | Response;

interface Declaration<In, Out> {
  readonly path: string;
  readonly method: "get" | "post";
  readonly summary: string;
  /** The largest body in bytes, also when unpacked. */
  readonly maxBytes?: number;
  /** How often it may be asked; by itself `sign-in` for anybody and `usual` for people who are signed in. */
  readonly rate?: RateName;
  readonly request: z.ZodMiniType<In>;
  /** What goes out on success; absent for an event stream and for the description of the API itself. */
  readonly response?: z.ZodMiniType<Out>;
}

export interface Route extends Declaration<unknown, unknown> {
  readonly access: Access;
  /** Also for people whose role asks for a second factor that they have not set up yet. */
  readonly beforeFactor: boolean;
  /** Also for people who have left: what they saved before may still come in. */
  readonly afterLeaving: boolean;
  /** @param body what came in as JSON, not yet read */
  readonly answer: (call: Call<unknown>, session: Session | undefined) => Promise<Reply<unknown>>;
}

/** For routes that need nothing from their caller. */
export const nothingSchema = z.object({});

/** A route that anybody may ask; the session is there when somebody is signed in. */
export function openRoute<In, Out>(
  route: Declaration<In, Out> & {
    readonly answer: (call: Call<In>, session: Session | undefined) => Promise<Reply<Out>>;
  },
): Route {
  return {
    ...route,
    access: "anyone",
    beforeFactor: true,
    afterLeaving: true,
    answer: async (call, session) => {
      const body = route.request.safeParse(call.body);
      return body.success ? await route.answer({ ...call, body: body.data }, session) : refuse("bad-request");
    },
  };
}

/** A route for people who are signed in. */
export function staffRoute<In, Out>(
  route: Declaration<In, Out> & {
    readonly access?: "signed-in" | "administrator";
    readonly beforeFactor?: boolean;
    readonly afterLeaving?: boolean;
    readonly answer: (call: Call<In>, session: Session) => Promise<Reply<Out>>;
  },
): Route {
  const opened = openRoute<In, Out>({
    ...route,
    answer: async (call, session) => (session ? await route.answer(call, session) : refuse("not-signed-in")),
  });
  const { access = "signed-in", beforeFactor = false, afterLeaving = false } = route;
  return { ...opened, access, beforeFactor, afterLeaving };
}
