// The pack about one child as a zip: a page to print and the open data file. The way back reads only that data file, and
// believes nothing in it.
import { pupilPackFormat, pupilPackSchema, pupilPackVersion, type PupilPack } from "../domain/pupil-pack.ts";
import { pupilPackPage } from "./pupil-pack-page.ts";

const dataName = "record.json";
const pageName = "record.html";
/** A record of many years is far below this; what unpacks to more was made to do harm. */
const mostBytes = 20_000_000;

/** The library is loaded only when somebody makes or reads a pack. */
export async function writePupilPack(pack: PupilPack): Promise<Uint8Array<ArrayBuffer>> {
  const { zipSync } = await import("fflate");
  const data = new TextEncoder().encode(`${JSON.stringify(pack, null, 2)}\n`);
  return new Uint8Array(zipSync({ [pageName]: pupilPackPage(pack), [dataName]: data }, { level: 6 }));
}

export type PackRead =
  | { readonly ok: true; readonly pack: PupilPack }
  | { readonly ok: false; readonly code: "no-pack" | "too-large" | "newer" | "damaged" };

/** Takes the zip, or its data file alone. */
export async function readPupilPack(bytes: Uint8Array): Promise<PackRead> {
  const data = isZip(bytes) ? await unpacked(bytes) : { ok: true as const, bytes };
  if (!data.ok) return data;
  if (data.bytes.length > mostBytes) return { ok: false, code: "too-large" };
  const json = parsed(new TextDecoder().decode(data.bytes));
  if (json === undefined) return { ok: false, code: "damaged" };
  const { format, version } = headOf(json);
  if (format !== pupilPackFormat) return { ok: false, code: "no-pack" };
  if (typeof version === "number" && version > pupilPackVersion) return { ok: false, code: "newer" };
  const pack = pupilPackSchema.safeParse(json);
  return pack.success ? { ok: true, pack: pack.data } : { ok: false, code: "damaged" };
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

async function unpacked(
  bytes: Uint8Array,
): Promise<{ readonly ok: true; readonly bytes: Uint8Array } | Extract<PackRead, { ok: false }>> {
  const { unzipSync } = await import("fflate");
  let isTooLarge = false;
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        isTooLarge ||= name === dataName && originalSize > mostBytes;
        return name === dataName && originalSize <= mostBytes;
      },
    });
    const data = files[dataName];
    if (data !== undefined) return { ok: true, bytes: data };
    return { ok: false, code: isTooLarge ? "too-large" : "no-pack" };
  } catch (fault) {
    if (fault instanceof Error) return { ok: false, code: "damaged" };
    throw fault;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (fault) {
    if (fault instanceof SyntaxError) return undefined;
    throw fault;
  }
}

function headOf(json: unknown): { readonly format?: unknown; readonly version?: unknown } {
  return typeof json === "object" && json !== null ? json : {};
}
