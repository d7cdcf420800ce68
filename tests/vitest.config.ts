import { fileURLToPath } from "node:url";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { browserLaunch } from "./support/browser-flags.ts";

export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  // The build of Dexie that the app is served with, see vite.config.ts.
  resolve: { alias: [{ find: /^dexie$/, replacement: "dexie/dist/modern/dexie.mjs" }] },
  define: { __APP_VERSION__: JSON.stringify("test") },
  test: {
    // Only what hangs is stopped: how long a test takes is nobody's fault on a busy machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: "node",
          environment: "node",
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/e2e/**"],
        },
      },
      {
        extends: true,
        optimizeDeps: {
          include: [
            "preact",
            "preact/hooks",
            "preact/jsx-runtime",
            "preact/jsx-dev-runtime",
            "preact/test-utils",
            "preact-iso",
            "@preact/signals",
            "@testing-library/preact",
            "dexie/dist/modern/dexie.mjs",
            "comlink",
            "papaparse",
            "uuid",
            "zod/mini",
            "fflate",
            "@simplewebauthn/browser",
          ],
        },
        test: {
          name: "browser",
          include: ["tests/**/*.browser.test.tsx"],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: browserLaunch }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
    ],
  },
});
