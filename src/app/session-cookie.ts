// The cookie that says who is signed in is one for all windows of this browser. What sets it and what takes it away go one
// after the other: a late "signed out" must not undo the sign-in that came after it.

const lockName = "session-cookie";

/** `fetch` for the routes of signing in and out, one at a time over all windows; everything else goes as it comes. */
export function oneSignInAtATime(send: typeof fetch): typeof fetch {
  return async (input, init) => {
    const isSigning = init?.method === "POST" && typeof input === "string" && input.startsWith("/api/auth/");
    if (!isSigning) return await send(input, init);
    return await navigator.locks.request(lockName, async () => await send(input, init));
  };
}
