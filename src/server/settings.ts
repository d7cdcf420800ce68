// The settings of a start, from the environment. What is wrong with them is told in one plain sentence.
import type { ProviderSettings } from "./provider.ts";
import { noProxies, readTrustedProxies, type TrustedProxies } from "./proxies.ts";
import { ratesTimes, type Rates } from "./rates.ts";
import { sentenceOfUrl } from "./storage/postgres-sentences.ts";

interface Place {
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  /** Where PostgreSQL keeps the data; without it SQLite keeps it in the data folder. */
  readonly databaseUrl?: string;
  /** The built app, when it is not in `dist` beside `src`. */
  readonly appFolder?: string;
}

interface Network {
  /** The proxies in front of the server whose word counts. */
  readonly trustedProxies: TrustedProxies;
  readonly rates: Rates;
  /** Our own https; without it a proxy has to bring it. */
  readonly tls?: TlsFiles;
  /** Where figures about the running server are read, on this computer only; without it nowhere. */
  readonly metricsPort?: number;
}

export interface TlsFiles {
  readonly certFile: string;
  readonly keyFile: string;
}

export interface Settings extends Place, Network {
  /** The school's identity provider. */
  readonly provider?: ProviderSettings;
}

/** What is wrong, in one sentence for whoever starts the server. */
interface Wrong {
  readonly sentence: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

type SettingsResult =
  { readonly ok: true; readonly settings: Settings } | { readonly ok: false; readonly sentence: string };

export function readSettings(environment: Environment): SettingsResult {
  const place = readPlace(environment);
  if ("sentence" in place) return { ok: false, ...place };
  const network = readNetwork(environment);
  if ("sentence" in network) return { ok: false, ...network };
  const provider = readProvider(environment);
  if ("sentence" in provider) return { ok: false, ...provider };
  return { ok: true, settings: { ...place, ...network, ...provider } };
}

function readPlace(environment: Environment): Place | Wrong {
  const port = portOf(environment.PORT ?? "8080");
  if (port === undefined) return { sentence: "PORT must be a number from 0 to 65535." };
  const { DATABASE_URL: databaseUrl, APP_DIR: appFolder } = environment;
  const wrongUrl = databaseUrl ? sentenceOfUrl(databaseUrl) : undefined;
  if (wrongUrl !== undefined) return { sentence: wrongUrl };
  return {
    port,
    host: environment.HOST ?? "127.0.0.1",
    dataFolder: environment.DATA_DIR ?? "./data",
    ...(appFolder && { appFolder }),
    ...(databaseUrl && { databaseUrl }),
  };
}

function readNetwork(environment: Environment): Network | Wrong {
  const { TLS_CERT: certFile, TLS_KEY: keyFile, TRUST_PROXY: proxies, METRICS_PORT: metrics } = environment;
  if (!certFile !== !keyFile)
    return { sentence: "TLS_CERT and TLS_KEY belong together: set both or neither." };
  const trustedProxies = proxies ? readTrustedProxies(proxies) : noProxies;
  if (trustedProxies === undefined) {
    return {
      sentence:
        'TRUST_PROXY must be the number of proxies in front of the server, or their addresses: "1", or "10.0.0.5, 10.0.1.0/24".',
    };
  }
  const factor = Number(environment.RATE_FACTOR ?? "1");
  if (!(factor >= 1 && factor <= 1_000_000))
    return { sentence: "RATE_FACTOR must be a number from 1 to 1000000." };
  const metricsPort = metrics ? portOf(metrics) : undefined;
  if (metrics && metricsPort === undefined)
    return { sentence: "METRICS_PORT must be a number from 0 to 65535." };
  return {
    trustedProxies,
    rates: ratesTimes(factor),
    ...(certFile && keyFile && { tls: { certFile, keyFile } }),
    ...(metricsPort !== undefined && { metricsPort }),
  };
}

function portOf(text: string): number | undefined {
  const port = Number(text);
  return text.trim() !== "" && Number.isInteger(port) && port >= 0 && port <= 65_535 ? port : undefined;
}

function readProvider(environment: Environment): Pick<Settings, "provider"> | Wrong {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = environment;
  if (!issuer && !clientId && !clientSecret) return {};
  if (!issuer || !clientId || !clientSecret)
    return {
      sentence: "OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together: set all or none.",
    };
  if (!URL.canParse(issuer))
    return { sentence: "OIDC_ISSUER must be an address such as https://accounts.google.com." };
  const { OIDC_TENANT: tenant } = environment;
  return { provider: { issuer, clientId, clientSecret, ...(tenant && { tenant }) } };
}
