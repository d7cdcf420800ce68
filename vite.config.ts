import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { writeFileSync } from "node:fs";
import preact from "@preact/preset-vite";
import { defineConfig, type Plugin } from "vite";
import { VitePWA } from "vite-plugin-pwa";

const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };

/** The version people are asked for: the release and a hash of the sources, so that two builds of one source agree. */
function appVersion(): string {
  const hash = createHash("sha256");
  const files = readdirSync("src", { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  for (const path of files.map((one) => join(one.parentPath, one.name)).toSorted())
    hash.update(path).update(readFileSync(path));
  return `${version}+${hash.digest("hex").slice(0, 8)}`;
}

/** Brotli and gzip beside every text file, so that the server compresses nothing while it answers. */
function precompress(): Plugin {
  return {
    name: "precompress",
    apply: "build",
    enforce: "post",
    closeBundle: {
      order: "post",
      sequential: true,
      handler() {
        const files = readdirSync("dist", { recursive: true, withFileTypes: true }).filter((one) =>
          one.isFile(),
        );
        for (const path of files.map((one) => join(one.parentPath, one.name))) {
          if (!/\.(js|css|html|svg|webmanifest|json)$/.test(path)) continue;
          const bytes = readFileSync(path);
          if (bytes.length < 1024) continue;
          writeFileSync(`${path}.br`, brotliCompressSync(bytes));
          writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
        }
      },
    },
  };
}

export default defineConfig({
  define: { __APP_VERSION__: JSON.stringify(appVersion()) },
  plugins: [
    preact(),
    VitePWA({
      strategies: "injectManifest",
      srcDir: "src",
      filename: "sw.ts",
      registerType: "prompt",
      injectRegister: false,
      injectManifest: {
        globPatterns: ["**/*.{js,css,html,svg,png,woff2}"],
        globIgnores: ["screenshots/**"],
        maximumFileSizeToCacheInBytes: 2 * 1024 * 1024,
      },
      // A file that were left out of the precache would be missing offline: a warning here is a failed build.
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
        screenshots: [
          {
            src: "/screenshots/today-wide.png",
            sizes: "1080x810",
            type: "image/png",
            form_factor: "wide",
            label: "Today: what is due, and one tap to log it",
          },
          {
            src: "/screenshots/today-narrow.png",
            sizes: "390x844",
            type: "image/png",
            form_factor: "narrow",
            label: "Today on a phone",
          },
        ],
        shortcuts: [
          { name: "Log a session", url: "/log/new" },
          { name: "Weekly summary", url: "/weekly" },
        ],
      },
    }),
    precompress(),
  ],
  worker: { format: "es" },
  build: { target: "es2022", cssTarget: ["safari17.5", "chrome123"], sourcemap: false },
  server: { proxy: { "/api": "http://127.0.0.1:8080" } },
});
