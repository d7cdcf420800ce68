// `npm start`: from a fresh copy to a running school, in one command. Sets up what is missing and hands over to the server.
import { createServer } from "node:net";
import { join } from "node:path";
import { build } from "./build.mjs";
import { install } from "./install.mjs";
import { ownEnvironment, ownNode, root, run } from "./run.mjs";
import { fail } from "./say.mjs";

const port = Number(process.env.PORT ?? 8080);
const host = process.env.HOST ?? "127.0.0.1";
if (!Number.isInteger(port) || port < 1 || port > 65_535) {
  fail(
    `PORT is "${process.env.PORT}", which is not a port number. Use a number from 1 to 65535, such as PORT=8080.`,
  );
}
await checkPort();
await install("app");
await build();
// A school's spare computer is small: few memory arenas, large pieces given back at once and a small nursery keep the
// server under 200 MB without slowing it.
const env = ownEnvironment({
  MALLOC_ARENA_MAX: process.env.MALLOC_ARENA_MAX ?? "2",
  MALLOC_MMAP_THRESHOLD_: process.env.MALLOC_MMAP_THRESHOLD_ ?? "131072",
  MALLOC_TRIM_THRESHOLD_: process.env.MALLOC_TRIM_THRESHOLD_ ?? "131072",
});
const server = join(root, "src", "server", "main.ts");
const { code } = await run(ownNode(), ["--max-semi-space-size=4", server], { env });
process.exit(code);

/** Said before the long work rather than after it. */
function checkPort() {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (fault) => {
      if (fault.code === "EADDRINUSE") {
        fail(
          `Port ${port} is already in use. Stop the other program, or choose another port: PORT=${port + 1} npm start`,
        );
      }
      if (fault.code === "EACCES")
        fail(`Port ${port} is reserved on this computer. Choose one above 1023: PORT=8080 npm start`);
      fail(
        `The address ${host} cannot be used here (${fault.code}). Leave HOST unset to serve this computer only.`,
      );
    });
    probe.listen(port, host, () => probe.close(resolve));
  });
}
