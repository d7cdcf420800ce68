// Passkeys between browser and server. What the browser's own interface hands over is passed on as it is: the server's
// library checks every part of it, so only its outline is parsed here.
import * as z from "zod/mini";

const text = z.string().check(z.maxLength(20_000));
const pending = z.string().check(z.minLength(20), z.maxLength(80));
const attachment = z.optional(z.enum(["platform", "cross-platform"]));

/** What asking for a passkey begins with: options for the browser, made by the server's library. */
export const passkeyAskedSchema = z.object({ pending, options: z.record(z.string(), z.unknown()) });
export type PasskeyAsked = z.infer<typeof passkeyAskedSchema>;

/** A new passkey as the browser made it. Its extension results stay in the browser: a PRF output is a secret. */
export const newPasskeySchema = z.object({
  id: text,
  rawId: text,
  type: z.literal("public-key"),
  authenticatorAttachment: attachment,
  clientExtensionResults: z.object({}),
  response: z.object({
    clientDataJSON: text,
    attestationObject: text,
    transports: z.optional(z.array(text)),
  }),
});

/** A signature by a passkey. */
export const usedPasskeySchema = z.object({
  id: text,
  rawId: text,
  type: z.literal("public-key"),
  authenticatorAttachment: attachment,
  clientExtensionResults: z.object({}),
  response: z.object({
    clientDataJSON: text,
    authenticatorData: text,
    signature: text,
    userHandle: z.optional(text),
  }),
});

export const addPasskeyRequestSchema = z.object({
  pending,
  label: z.string().check(z.trim(), z.minLength(1), z.maxLength(60)),
  passkey: newPasskeySchema,
});
export const usePasskeyRequestSchema = z.object({ pending, passkey: usedPasskeySchema });
export const askFactorPasskeyRequestSchema = z.object({ signIn: pending });
export const useFactorPasskeyRequestSchema = z.object({
  signIn: pending,
  pending,
  passkey: usedPasskeySchema,
});
export const removePasskeyRequestSchema = z.object({ id: text });

export const passkeysSchema = z.object({
  passkeys: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      createdAt: z.iso.datetime(),
      usedAt: z.nullable(z.iso.datetime()),
    }),
  ),
});
export type Passkeys = z.infer<typeof passkeysSchema>;
