// The settings of a start, from the environment. What is wrong with them is told in one plain sentence.
import type { ProviderSettings } from "./provider.ts";
import { sentenceOfUrl } from "./storage/postgres-sentences.ts";

export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  /** Where PostgreSQL keeps the data; without it SQLite keeps it in the data folder. */
  readonly databaseUrl?: string;
  /** The built app, when it is not in `dist` beside `src`. */
  readonly appFolder?: string;
  /** The school's identity provider. */
  readonly provider?: ProviderSettings;
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
  const provider = readProvider(environment);
  if (provider.sentence !== undefined) return { ok: false, sentence: provider.sentence };
  const { APP_DIR: appFolder } = environment;
  const more = {
    ...(appFolder && { appFolder }),
    ...(databaseUrl && { databaseUrl }),
    ...(provider.settings && { provider: provider.settings }),
    ...(certFile && keyFile && { tls: { certFile, keyFile } }),
  };
  return { ok: true, settings: { ...settings, ...more } };
}

function readProvider(environment: Readonly<Record<string, string | undefined>>): {
  readonly settings?: ProviderSettings;
  readonly sentence?: string;
} {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = environment;
  if (!issuer && !clientId && !clientSecret) return {};
  if (!issuer || !clientId || !clientSecret)
    return {
      sentence: "OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together: set all or none.",
    };
  if (!URL.canParse(issuer))
    return { sentence: "OIDC_ISSUER must be an address such as https://accounts.google.com." };
  const { OIDC_TENANT: tenant } = environment;
  return { settings: { issuer, clientId, clientSecret, ...(tenant && { tenant }) } };
}
