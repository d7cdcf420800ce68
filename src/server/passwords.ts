// Passwords: how they are stored, compared and refused when easy to guess. argon2id by Node itself; nothing home-made.
import { argon2, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { minPasswordLength } from "../protocol/account-messages.ts";
import { commonWords } from "./common-words.ts";
import type { Random } from "./random.ts";

const argon2Hash = promisify(argon2);

/** OWASP's smallest setting for argon2id (19 MiB, 2 passes, 1 lane): about 40 ms on a small server. */
const today = { memoryKib: 19_456, passes: 2, lanes: 1, version: "alongside1" } as const;
const tagBytes = 32;

/** A hash that carries its own parameters, so that they can be raised later without breaking older ones. */
export async function hashPassword(password: string, random: Random): Promise<string> {
  const salt = Buffer.from(random.bytes(16));
  const tag = await argon(password, salt, today.memoryKib, today.passes, today.lanes);
  const { version, memoryKib, passes, lanes } = today;
  return [
    version,
    "argon2id",
    `m=${memoryKib},t=${passes},p=${lanes}`,
    salt.toString("base64url"),
    tag.toString("base64url"),
  ].join("$");
}

/**
 * Whether the password is the one that was hashed. Without a hash (unknown name) it takes as long and says no, so that
 * an answer's time does not tell which names exist.
 */
export async function isPassword(password: string, hash: string | undefined): Promise<boolean> {
  const { salt, tag, memoryKib, passes, lanes } = parseHash(hash ?? dummyHash);
  const tried = await argon(password, salt, memoryKib, passes, lanes);
  return timingSafeEqual(tried, tag) && hash !== undefined;
}

const dummyHash = `${today.version}$argon2id$m=${today.memoryKib},t=${today.passes},p=${today.lanes}$${"A".repeat(22)}$${"A".repeat(43)}`;

function parseHash(hash: string) {
  const [version, method, costs = "", salt = "", tag = ""] = hash.split("$");
  const [, memoryKib, passes, lanes] = /^m=(\d+),t=(\d+),p=(\d+)$/.exec(costs) ?? [];
  if (version !== today.version || method !== "argon2id" || !memoryKib)
    throw new Error("Unknown form of password hash.");
  return {
    memoryKib: Number(memoryKib),
    passes: Number(passes),
    lanes: Number(lanes),
    salt: Buffer.from(salt, "base64url"),
    tag: Buffer.from(tag, "base64url"),
  };
}

function argon(
  password: string,
  nonce: Buffer,
  memory: number,
  passes: number,
  parallelism: number,
): Promise<Buffer> {
  const message = password.normalize("NFKC");
  return argon2Hash("argon2id", { message, nonce, parallelism, tagLength: tagBytes, memory, passes });
}

/**
 * Whether a password must be refused: too short, made of one common word with decoration, of digits or a repeated piece
 * only, or of the sign-in name or the school's name.
 */
export function isWeakPassword(
  password: string,
  known: { signInName: string; schoolName?: string },
): boolean {
  if ([...password].length < minPasswordLength) return true;
  const plain = withoutDecoration(password);
  if (plain.length < 4 || isRepeated(password.toLowerCase()) || isRepeated(plain)) return true;
  if (commonWords.has(plain) || isTwoCommonWords(plain)) return true;
  const texts = [known.signInName, known.schoolName ?? ""];
  const words = texts.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]).map(withoutDecoration);
  const own = words.filter((word) => word.length >= 4).toSorted((a, b) => b.length - a.length);
  if (own.some((word) => word.includes(plain))) return true;
  return own.reduce((left, word) => left.replaceAll(word, ""), plain).length < 4;
}

/** The letters that carry a password: "P@ssw0rd2024!" becomes "password". */
function withoutDecoration(text: string): string {
  const plain = text.toLowerCase().replace(/^[^a-z@$]+|[^a-z@$]+$/g, "");
  const swaps: Readonly<Record<string, string>> = {
    "0": "o",
    "1": "i",
    "3": "e",
    "4": "a",
    "5": "s",
    "7": "t",
    "@": "a",
    $: "s",
  };
  return plain.replace(/[013457@$]/g, (sign) => swaps[sign] ?? sign).replace(/[^a-z]/g, "");
}

function isRepeated(text: string): boolean {
  return /^(.{1,6})\1+.{0,5}$/.test(text) || new Set(text).size < 4;
}

function isTwoCommonWords(plain: string): boolean {
  return [...plain].some(
    (_, at) => at > 2 && commonWords.has(plain.slice(0, at)) && commonWords.has(plain.slice(at)),
  );
}
