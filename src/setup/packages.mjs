// What the app is built on, read from the lock file; and `npm run audit`, which writes it as a CycloneDX list and asks the
// registry for known faults. Plain Node: it must run before anything is installed.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Licences under which a school may use, change and pass on what it runs. */
export const agreedLicences = new Set([
  "(MIT OR Apache-2.0)",
  "(MIT OR CC0-1.0)",
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BlueOak-1.0.0",
  "CC0-1.0",
  "CC-BY-4.0",
  "ISC",
  "MIT",
  "MIT-0",
  "MPL-2.0",
  "OFL-1.1",
  "Python-2.0",
  "Unlicense",
]);

/**
 * Every package of the lock file, those of the tests among them.
 * @param {string} folder of the project
 * @returns {{ name: string, version: string, licence: string, integrity: string | undefined, isForTests: boolean }[]}
 */
export function packagesOf(folder) {
  const { packages } = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8"));
  return Object.entries(packages)
    .filter(([place]) => place !== "")
    .map(([place, { version, license, integrity, dev = false }]) => ({
      name: place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length),
      version,
      licence: license ?? "not named",
      integrity,
      isForTests: dev,
    }));
}

/**
 * The list in the form that other programs read.
 * @param {string} folder of the project
 */
export function writePackageList(folder) {
  const components = packagesOf(folder)
    .filter((one) => !one.isForTests)
    .map(({ name, version, licence, integrity = "" }) => ({
      type: "library",
      name,
      version,
      purl: `pkg:npm/${name.replace("@", "%40")}@${version}`,
      licenses: [{ expression: licence }],
      hashes: [
        { alg: "SHA-512", content: Buffer.from(integrity.replace("sha512-", ""), "base64").toString("hex") },
      ],
    }));
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const metadata = { component: { type: "application", name: "alongside", version } };
  const list = { bomFormat: "CycloneDX", specVersion: "1.6", version: 1, metadata, components };
  writeFileSync(join(folder, "packages.cdx.json"), `${JSON.stringify(list, null, 2)}\n`);
  return components.length;
}
