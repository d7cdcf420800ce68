// The server's other routes: signing in, first set-up, joining with a code, people. Parsed by both sides.
import * as z from "zod/mini";
import { roleSchema } from "../domain/staff.ts";

export const minPasswordLength = 12;

const signInName = z.string().check(z.trim(), z.toLowerCase(), z.minLength(3), z.maxLength(120));
export const passwordSchema = z.string().check(z.minLength(1), z.maxLength(200));

export const signInRequestSchema = z.object({ signInName, password: passwordSchema });
export const setUpRequestSchema = z.object({
  token: z.string().check(z.trim(), z.maxLength(80)),
  schoolName: z.string().check(z.trim(), z.minLength(1), z.maxLength(120)),
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(80)),
  signInName,
  password: passwordSchema,
});
export const joinRequestSchema = z.object({
  code: z.string().check(z.trim(), z.maxLength(80)),
  signInName,
  password: passwordSchema,
});
export const inviteRequestSchema = z.object({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(80)),
  roles: z.array(roleSchema).check(z.minLength(1), z.maxLength(6)),
});
export const reinviteRequestSchema = z.object({ staffId: z.uuid() });
export const demoSignInRequestSchema = z.object({
  as: z.enum(["teaching-assistant", "nurture-practitioner", "senco"]),
});
export type DemoRole = z.infer<typeof demoSignInRequestSchema>["as"];

/** How somebody was recognised when their session began. */
export const proofSchema = z.enum(["password", "single-sign-on", "passkey", "pin", "help", "badge", "demo"]);
export type Proof = z.infer<typeof proofSchema>;

/** Who is signed in, as the device keeps it for working offline. */
export const signedInSchema = z.object({
  schoolId: z.uuid(),
  schoolName: z.string(),
  staffId: z.uuid(),
  name: z.string(),
  roles: z.array(roleSchema),
  isDemo: z.boolean(),
  proof: proofSchema,
  /** The roles ask for a second factor and there is none yet: until it is set up the server gives nothing. */
  mustSetUpFactor: z.boolean(),
  /** Whether a PIN of this person is set, good on every tablet of the school. */
  hasPin: z.boolean(),
});
export type SignedIn = z.infer<typeof signedInSchema>;

export const invitationSchema = z.object({
  staffId: z.uuid(),
  code: z.string(),
  expiresAt: z.iso.datetime(),
});

/** What a visitor who is not signed in may know: whether to set up, and whether the demo school and single sign-on are open. */
export const serverStateSchema = z.object({
  needsSetUp: z.boolean(),
  offersDemo: z.boolean(),
  offersProvider: z.boolean(),
});

/** People of the school who can sign in, for the administrator. */
export const accountsSchema = z.object({
  accounts: z.array(
    z.object({
      staffId: z.uuid(),
      signInName: z.nullable(z.string()),
      lastSeenAt: z.nullable(z.iso.datetime()),
    }),
  ),
});

export const refusalCodeSchema = z.enum([
  "not-signed-in",
  "forbidden",
  "wrong-name-or-password",
  "factor-needed",
  "sign-in-again",
  "wrong-code",
  "used-code",
  "passkey-refused",
  "provider-unreachable",
  "provider-refused",
  "not-linked",
  "linked-already",
  "passkey-needed",
  "code-needed",
  "prove-again",
  "account-closed",
  "needs-full-sign-in",
  "other-school-too",
  "too-many-tries",
  "wrong-or-used-code",
  "weak-password",
  "wrong-pin",
  "weak-pin",
  "pin-blocked",
  "tablet-paused",
  "tablet-lost",
  "no-pin",
  "not-enrolled",
  "badge-not-now",
  "wrong-badge",
  "name-taken",
  "already-set-up",
  "demo-closed",
  "bad-request",
  "proxy-unknown",
  "too-large",
  "not-found",
  "upgrade-needed",
  "try-again",
]);
export type RefusalCode = z.infer<typeof refusalCodeSchema>;

/** Every answer that is not a success: a closed code and one plain sentence that says what to do. */
export const refusalSchema = z.object({
  code: refusalCodeSchema,
  message: z.string(),
  retryAfterSeconds: z.optional(z.int()),
});
export type Refusal = z.infer<typeof refusalSchema>;
