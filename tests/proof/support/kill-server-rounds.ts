// Kills the real server at random moments while clients push to it, starts it again on the same data, and holds it to
// every acknowledgement it ever gave. The same rounds serve the short test and the long proof, on either database.
import { chanceOf } from "../../../src/demo/chance.ts";
import { createPusher } from "./pusher.ts";
import { accountOf, type Ask } from "./server-account.ts";
import { emptyAppFolder, setUpSchool, startMain, type Person, type ServerProcess } from "./server-process.ts";

export interface KillServerOptions {
  readonly rounds: number;
  readonly seed: number;
  /** A folder that the run may fill. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** A reader of the database that does not go through the server. */
  readonly ask: Ask;
  /** The database's own check, after each round; sentences of what is wrong. */
  readonly checkDatabase: () => Promise<string[]>;
  /**
   * The fault itself, where it is more than the end of the server: resolves when the server is gone and everything that it
   * needs is there again. Without it the server is killed.
   */
  readonly strike?: (server: ServerProcess, round: number) => Promise<void>;
}

export interface KillServerResult {
  readonly violations: string[];
  readonly figures: {
    readonly mutations: number;
    readonly acknowledged: number;
    /** Rounds in which at least one push was on its way when the server died. */
    readonly cutInFlight: number;
    /** Mutations that had been kept although their answer never came: they are sent again and must not count twice. */
    readonly keptUnanswered: number;
  };
}

const clients = 4;

export async function killServerRounds(options: KillServerOptions): Promise<KillServerResult> {
  const environment = { APP_DIR: emptyAppFolder(options.folder), ...options.environment };
  const violations: string[] = [];
  let server: ServerProcess = await startMain(environment);
  const person: Person = await setUpSchool(server);
  const pushers = Array.from({ length: clients }, (_, at) =>
    createPusher(person, chanceOf("pusher", options.seed, at), options.strike !== undefined),
  );
  let cutInFlight = 0;
  let keptUnanswered = 0;
  for (let round = 1; round <= options.rounds; round += 1) {
    const chance = chanceOf("kill-server", options.seed, round);
    const running = server;
    const pushing = pushers.map((one) => one.push(running.address));
    await passing(chance.next() ** 2 * 200);
    await (options.strike ?? (async () => await running.kill()))(running, round);
    await Promise.all(pushing);
    server = await startMain(environment);
    const account = await accountOf(options.ask, pushers);
    const found = [...account.violations, ...(await options.checkDatabase())];
    violations.push(...found.map((one) => `round ${round} of seed ${options.seed}: ${one}`));
    violations.push(...pushers.flatMap((one) => one.complaints.map((words) => `round ${round}: ${words}`)));
    if (pushers.some((one) => one.wasCutInFlight())) cutInFlight += 1;
    keptUnanswered += account.keptUnanswered;
    if (violations.length > 0) break;
  }
  // What was not acknowledged is sent again, in the end all of it is there, once.
  await Promise.all(pushers.map((one) => one.push(server.address, one.made.length)));
  violations.push(...(await accountOf(options.ask, pushers)).violations.map((one) => `at the end: ${one}`));
  const mutations = pushers.reduce((sum, one) => sum + one.made.length, 0);
  const acknowledged = pushers.reduce((sum, one) => sum + one.ackedN(), 0);
  if (acknowledged !== mutations) violations.push(`${mutations - acknowledged} were never acknowledged`);
  await server.kill();
  return { violations, figures: { mutations, acknowledged, cutInFlight, keptUnanswered } };
}

/** The random moment of the fault: time is what is being varied here. */
function passing(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
