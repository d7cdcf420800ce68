// Every answer that is not a success: a closed code, one plain sentence that says what to do, and its HTTP status.
import type { Refusal, RefusalCode } from "../protocol/account-messages.ts";

type RefusalStatus = 400 | 401 | 403 | 404 | 409 | 413 | 426 | 429 | 500 | 503;

const refusals: Readonly<Record<RefusalCode, { readonly status: RefusalStatus; readonly message: string }>> =
  {
    "not-signed-in": { status: 401, message: "Please sign in." },
    forbidden: {
      status: 403,
      message: "Your role does not allow this. Ask your administrator if you need it.",
    },
    "wrong-name-or-password": {
      status: 401,
      message: "The name or the password is not right. Check both and try again.",
    },
    "factor-needed": {
      status: 401,
      message: "Your role needs a second step at sign-in. Sign in again to set it up.",
    },
    "sign-in-again": { status: 401, message: "This took too long or was used already. Sign in again." },
    "wrong-code": {
      status: 403,
      message: "This code is not right. Use the newest one that your authenticator app shows.",
    },
    "used-code": {
      status: 403,
      message: "This code was used already. Wait until your authenticator app shows the next one.",
    },
    "passkey-refused": {
      status: 403,
      message: "This passkey was not accepted. Try again, or sign in another way.",
    },
    "passkey-needed": { status: 403, message: "Use your passkey for this." },
    "provider-unreachable": {
      status: 503,
      message:
        "Your school's account service did not answer. Try again in a minute, or sign in with your password.",
    },
    "provider-refused": {
      status: 403,
      message: "Your school's account service did not let you in. Try again, or sign in with your password.",
    },
    "not-linked": {
      status: 403,
      message:
        "This school account belongs to nobody here yet. Sign in with your password and link it under Your sign-in, or use the code you were given.",
    },
    "linked-already": { status: 409, message: "This is linked to a sign-in already." },
    "code-needed": { status: 403, message: "Type the code from your authenticator app too." },
    "prove-again": { status: 403, message: "Show once more that it is you, then try again." },
    "account-closed": {
      status: 401,
      message: "This sign-in is closed. Ask your administrator if that is a mistake.",
    },
    "needs-full-sign-in": { status: 403, message: "Sign in with your password or passkey for this." },
    "other-school-too": {
      status: 409,
      message: "This person works in another school too, so only whoever runs the server can do this.",
    },
    "too-many-tries": { status: 429, message: "There were too many tries. Wait a moment, then try again." },
    "wrong-or-used-code": {
      status: 403,
      message: "This code is wrong, used or too old. Ask your administrator for a new one.",
    },
    "weak-password": {
      status: 400,
      message:
        "This password is easy to guess. Use at least 12 characters, for example four words that do not belong together.",
    },
    "wrong-pin": { status: 403, message: "That is not the PIN." },
    "weak-pin": {
      status: 400,
      message: "This PIN is easy to guess. Choose six digits that do not run or repeat.",
    },
    "pin-blocked": {
      status: 403,
      message: "Too many wrong PINs. Ask the SENCO for a help code, or sign in with the password.",
    },
    "no-pin": { status: 403, message: "There is no PIN yet. Sign in with the password once to choose one." },
    "tablet-paused": {
      status: 429,
      message: "Too many wrong PINs on this tablet. It takes PINs again in 15 minutes; a password works now.",
    },
    "tablet-lost": {
      status: 403,
      message: "This tablet was reported lost. Ask an administrator for a join code to use it again.",
    },
    "not-enrolled": {
      status: 403,
      message: "The school does not know this tablet. Sign in with your password, or join it with a code.",
    },
    "badge-not-now": {
      status: 403,
      message: "Badges work on school days from 7am to 6pm. Use your PIN.",
    },
    "wrong-badge": {
      status: 403,
      message: "This badge is not good any more. Use your PIN, or ask for a new badge.",
    },
    "name-taken": { status: 409, message: "Somebody else signs in with this name. Choose another one." },
    "already-set-up": { status: 409, message: "This school is set up already. Sign in instead." },
    "demo-closed": {
      status: 403,
      message: "The demo school is closed, because a real school uses this server.",
    },
    "bad-request": {
      status: 400,
      message: "The server could not read this request. Reload the page and try again.",
    },
    "proxy-unknown": {
      status: 403,
      message:
        "The server does not know the proxy in front of it. Whoever runs the server must set TRUST_PROXY.",
    },
    "too-large": { status: 413, message: "This is too much to send at once. Send it in smaller parts." },
    "not-found": { status: 404, message: "There is nothing at this address." },
    "upgrade-needed": {
      status: 426,
      message: "This version of the app is too old for the server. Reload the page.",
    },
    "try-again": { status: 503, message: "The server could not do this just now. Try again in a moment." },
  };

/** A refusal as a value that a handler returns; never thrown. */
export class Refused {
  readonly refusal: Refusal;
  readonly status: RefusalStatus;

  constructor(refusal: Refusal, status: RefusalStatus) {
    this.refusal = refusal;
    this.status = status;
  }
}

export function refuse(code: RefusalCode, retryAfterSeconds?: number): Refused {
  const { status, message } = refusals[code];
  const refusal = retryAfterSeconds === undefined ? { code, message } : { code, message, retryAfterSeconds };
  return new Refused(refusal, status);
}

/** The answer to a fault of our own: nothing about it leaves the server but a number to look up in its log. */
export function refuseUnexpected(): Refused {
  return new Refused(
    { code: "try-again", message: refusals["try-again"].message, retryAfterSeconds: 5 },
    500,
  );
}
