import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import preact from "@preact/preset-vite";
import { defineConfig, type Plugin } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import project from "./package.json" with { type: "json" };

/**
 * The version people are asked for: the release and a hash of the app's sources, so that two builds of one source agree.
 * The server runs from its sources and is left out: a change there is no news for a tablet.
 */
function appVersion(): string {
  const hash = createHash("sha256");
  const sources = filesBelow("src").filter((path) => !/^src[\\/](server|setup)[\\/]/.test(path));
  for (const path of [...sources, ...filesBelow("public"), "index.html", "package-lock.json"])
    hash.update(path.replaceAll("\\", "/")).update(readFileSync(path));
  return `${project.version}+${hash.digest("hex").slice(0, 8)}`;
}

/** Every file in the folder and the folders in it, in one order everywhere. */
function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
    .toSorted();
}

/** Does something with dist/ when all of it is written, the service worker included; nothing after a failed build. */
function afterBuild(name: string, act: () => void): Plugin {
  let isWritten = false;
  return {
    name,
    apply: "build",
    enforce: "post",
    writeBundle: () => void (isWritten = true),
    closeBundle: { order: "post", sequential: true, handler: () => (isWritten ? act() : undefined) },
  };
}

/** Brotli and gzip beside every text file, so that the server compresses nothing while it answers. */
function precompress(): void {
  for (const path of filesBelow("dist")) {
    if (!/\.(js|css|html|svg|webmanifest|json)$/.test(path)) continue;
    const bytes = readFileSync(path);
    if (bytes.length < 1024) continue;
    writeFileSync(`${path}.br`, brotliCompressSync(bytes));
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
  }
}

/** What a tablet never asks for offline: the worker itself, pictures for shop windows, a font format of old browsers. */
const neverOffline = /^(sw\.js|screenshots\/.*|.*\.woff)$/;

/** A file that is missing from the precache is missing in the classroom without a network: no such build is finished. */
function provePrecache(): void {
  const worker = readFileSync("dist/sw.js", "utf8");
  const files = filesBelow("dist").map((path) => path.replaceAll("\\", "/").slice("dist/".length));
  const missing = files.filter((path) => !neverOffline.test(path) && !worker.includes(`"${path}"`));
  if (missing.length > 0) throw new Error(`Not in the precache of sw.js: ${missing.join(", ")}`);
}

/** The spreadsheet library would start workers from scripts made in memory, which the server's headers forbid. */
const zipWithoutWorkers: Plugin = {
  name: "zip-without-workers",
  enforce: "pre",
  resolveId: (name, importer) =>
    name === "fflate" && importer?.endsWith("/zip/zipToArrayBuffer.js")
      ? resolve("src/files/zip-at-once.ts")
      : null,
};

/** Pictures for the install dialogue, as far as they have been taken. */
const screenshots = [
  {
    src: "/screenshots/today-wide.png",
    sizes: "1080x810",
    type: "image/png",
    form_factor: "wide" as const,
    label: "Today: what is due, and one tap to log it",
  },
  {
    src: "/screenshots/today-narrow.png",
    sizes: "390x844",
    type: "image/png",
    form_factor: "narrow" as const,
    label: "Today on a phone",
  },
].filter((one) => existsSync(join("public", one.src)));

export default defineConfig({
  define: { __APP_VERSION__: JSON.stringify(appVersion()) },
  plugins: [
    zipWithoutWorkers,
    preact(),
    VitePWA({
      strategies: "injectManifest",
      srcDir: "src",
      filename: "sw.ts",
      registerType: "prompt",
      injectRegister: false,
      injectManifest: {
        globPatterns: ["**/*.{js,css,html,svg,png,woff2,webmanifest}"],
        globIgnores: ["screenshots/**"],
        maximumFileSizeToCacheInBytes: 2 * 1024 * 1024,
      },
      // A file too large for the precache fails the build instead of being left out with a warning.
      showMaximumFileSizeToCacheInBytesWarning: false,
      manifest: {
        id: "/",
        name: "Alongside",
        short_name: "Alongside",
        description: "Log intervention sessions in seconds, with or without a network.",
        lang: "en-GB",
        dir: "ltr",
        start_url: "/today",
        scope: "/",
        display: "standalone",
        display_override: ["standalone", "minimal-ui"],
        background_color: "#fbf7f0",
        theme_color: "#1d5a5e",
        categories: ["education", "productivity"],
        launch_handler: { client_mode: "navigate-existing" },
        icons: [
          { src: "/icon-192.png", sizes: "192x192", type: "image/png" },
          { src: "/icon-512.png", sizes: "512x512", type: "image/png" },
          { src: "/icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
        ],
        screenshots,
        shortcuts: [
          { name: "Log a session", url: "/log/new" },
          { name: "Register", url: "/register" },
          { name: "Weekly summary", url: "/weekly" },
        ],
      },
    }),
    afterBuild("prove-precache", provePrecache),
    afterBuild("precompress", precompress),
  ],
  // Dexie's own build for browsers of today: the one that is served by default is for older ones too, and larger.
  resolve: { alias: [{ find: /^dexie$/, replacement: "dexie/dist/modern/dexie.mjs" }] },
  worker: { format: "es" },
  build: {
    target: "es2022",
    cssTarget: ["safari17.5", "chrome123"],
    sourcemap: false,
    modulePreload: {
      // The first screen carries the names of what is asked for ahead: styles, which nothing else loads, and what Today needs.
      // Everything else is in the service worker's cache, where a part that is asked for a little later costs nothing.
      resolveDependencies: (file, needed, { hostType }) =>
        hostType === "html" || /today-screen|signed-in/.test(file)
          ? needed
          : needed.filter((one) => one.endsWith(".css")),
    },
  },
  server: { proxy: { "/api": "http://127.0.0.1:8080" } },
});
