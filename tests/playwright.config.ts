import { defineConfig } from "@playwright/test";
import { browserLaunch } from "./support/browser-flags.ts";

export default defineConfig({
  testDir: "e2e",
  outputDir: "../test-results",
  workers: 1,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  use: {
    actionTimeout: 15_000,
    viewport: { width: 1080, height: 810 },
    hasTouch: true,
    locale: "en-GB",
    timezoneId: "Europe/London",
    trace: "retain-on-failure",
    launchOptions: browserLaunch,
  },
});
