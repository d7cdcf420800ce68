// The settings of a start, from the environment. What is wrong with them is told in one plain sentence.
import { sentenceOfUrl } from "./storage/postgres-sentences.ts";

export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  /** Where PostgreSQL keeps the data; without it SQLite keeps it in the data folder. */
  readonly databaseUrl?: string;
  /** The built app, when it is not in `dist` beside `src`. */
  readonly appFolder?: string;
  readonly tls?: { readonly certFile: string; readonly keyFile: string };
}

type SettingsResult =
  { readonly ok: true; readonly settings: Settings } | { readonly ok: false; readonly sentence: string };

export function readSettings(environment: Readonly<Record<string, string | undefined>>): SettingsResult {
  const port = Number(environment.PORT ?? "8080");
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    return { ok: false, sentence: "PORT must be a number from 0 to 65535." };
  }
  const { DATABASE_URL: databaseUrl } = environment;
  const wrongUrl = databaseUrl ? sentenceOfUrl(databaseUrl) : undefined;
  if (wrongUrl !== undefined) return { ok: false, sentence: wrongUrl };
  const settings = {
    port,
    host: environment.HOST ?? "127.0.0.1",
    dataFolder: environment.DATA_DIR ?? "./data",
  };
  const { TLS_CERT: certFile, TLS_KEY: keyFile } = environment;
  if ((certFile === undefined) !== (keyFile === undefined)) {
    return { ok: false, sentence: "TLS_CERT and TLS_KEY belong together: set both or neither." };
  }
  const { APP_DIR: appFolder } = environment;
  const more = {
    ...(appFolder && { appFolder }),
    ...(databaseUrl && { databaseUrl }),
    ...(certFile && keyFile && { tls: { certFile, keyFile } }),
  };
  return { ok: true, settings: { ...settings, ...more } };
}
