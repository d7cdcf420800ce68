// The steps of a sign-in beyond the password: second factor, choice of school, proving oneself afresh. Parsed by both
// sides.
import * as z from "zod/mini";
import { passwordSchema, signedInSchema } from "./account-messages.ts";

/** The secret name of a sign-in under way; good for ten minutes. */
const pending = z.string().check(z.minLength(20), z.maxLength(80));
/** Six figures, as an authenticator app shows them; spaces are dropped. */
const sixFigures = z.pipe(
  z.pipe(
    z.string().check(z.maxLength(20)),
    z.transform((typed: string) => typed.replace(/\s/g, "")),
  ),
  z.string().check(z.regex(/^\d{6}$/)),
);

export const schoolChoiceSchema = z.object({ schoolId: z.uuid(), schoolName: z.string() });

export type SchoolChoice = z.infer<typeof schoolChoiceSchema>;
export const schoolsSchema = z.object({ schools: z.array(schoolChoiceSchema) });

/** What a sign-in still needs before anybody is signed in. */
export const signInStepSchema = z.discriminatedUnion("needs", [
  z.object({
    needs: z.literal("second-factor"),
    pending,
    /** What this person has set up: any one of them will do. */
    ways: z.array(z.enum(["code", "passkey"])),
  }),
  z.object({ needs: z.literal("school"), pending, schools: z.array(schoolChoiceSchema) }),
]);
export type SignInStep = z.infer<typeof signInStepSchema>;

export const signInAnswerSchema = z.union([signedInSchema, signInStepSchema]);
export type SignInAnswer = z.infer<typeof signInAnswerSchema>;

export const secondFactorRequestSchema = z.object({ pending, code: sixFigures });
export const chooseSchoolRequestSchema = z.object({ pending, schoolId: z.uuid() });

export const joinSchoolRequestSchema = z.object({ code: z.string().check(z.trim(), z.maxLength(80)) });
export const changeSchoolRequestSchema = z.object({ schoolId: z.uuid() });

/** A new authenticator: shown as a QR code and as letters, in use only after a first code has proven it. */
export const factorBegunSchema = z.object({ pending, secret: z.string(), address: z.string() });
export const confirmFactorRequestSchema = z.object({ pending, code: sixFigures });

/** Instead of the second factor: the one-use code that an administrator read out. */
export const resetFactorRequestSchema = z.object({
  pending,
  code: z.string().check(z.trim(), z.maxLength(80)),
});
export const makeResetRequestSchema = z.object({ staffId: z.uuid() });
export const resetCodeSchema = z.object({ code: z.string(), expiresAt: z.iso.datetime() });

/** Proving afresh who one is: the password, and a code where the account has an authenticator. */
export const proveRequestSchema = z.object({ password: passwordSchema, code: z.optional(sixFigures) });

export const changePasswordRequestSchema = z.object({ newPassword: passwordSchema });
export const closeAccountRequestSchema = z.object({ staffId: z.uuid() });

export const beginProviderRequestSchema = z.object({
  purpose: z.enum(["sign-in", "link", "join"]),
  /** The invitation, to join with. */
  code: z.optional(z.string().check(z.trim(), z.maxLength(80))),
});
export const providerAddressSchema = z.object({ address: z.url() });

/** How a person's own sign-in is kept safe, for the security page. */
export const securitySchema = z.object({
  signInName: z.string(),
  hasAuthenticator: z.boolean(),
  /** Whether the school's identity provider knows this account; absent where the server has none. */
  isLinked: z.optional(z.boolean()),
  /** Whether the person's roles ask for a second factor. */
  needsFactor: z.boolean(),
});
export type Security = z.infer<typeof securitySchema>;
