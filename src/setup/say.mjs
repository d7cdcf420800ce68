// How the set-up speaks: what it is doing, and one plain sentence with the remedy when it cannot go on.
export function say(text) {
  process.stdout.write(`${text}\n`);
}

export function fail(sentence) {
  process.stderr.write(`\n${sentence}\n`);
  process.exit(1);
}
