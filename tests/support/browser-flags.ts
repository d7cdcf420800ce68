// The browser of the tests: which one, and how it is started so that it stays quiet and on its own.

export const browserLaunch = {
  /** `npm test` finds a browser and names it here; the fallback is for a test runner that was started by hand. */
  executablePath: process.env["ALONGSIDE_BROWSER"] ?? "/usr/bin/chromium",
  args: [
    // Chromium refuses to sandbox itself as root, which is how containers run.
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};
