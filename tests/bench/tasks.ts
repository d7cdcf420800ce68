// The tasks of a teaching assistant's day, begun on a locked tablet: how often a scripted person taps, and how long the
// app takes for them. The browser runs at a quarter of this machine's speed. What a person takes for a tap is theirs; the
// seconds left of the goal, divided by the taps, say how much there is for each.
import { rmSync } from "node:fs";
import type { Page } from "playwright";
import { instant, makeAfternoon, type Assistant } from "../proof/support/busy-afternoon.ts";
import { password, setUpSchool } from "../proof/support/server-process.ts";
import { newFolder, openTablet, startServerProcess } from "../support/tablet.ts";
import { choosePin } from "../support/unlocking.ts";
import { slow } from "./browser.ts";
import type { Figure } from "./figures.ts";

const rounds = 7;
const pin = "314159";

interface Task {
  readonly name: string;
  readonly goalSeconds: number;
  /** Before the clock starts; absent = the tablet is locked. */
  readonly before?: (page: Page) => Promise<void>;
  /** Where it ends on the locked screen. */
  readonly endsLocked?: true;
  /** Its taps; each waits for what it taps, as a person does. */
  readonly steps: (page: Page) => readonly (() => Promise<void>)[];
  readonly isDone: (page: Page) => Promise<void>;
}

const saved = async (page: Page) => await page.getByText("Saved on this tablet").first().waitFor();

function tasksOf(person: Names, other: Names): readonly Task[] {
  const unlock = stepsToUnlock(person);
  return [
    {
      name: "unlock: name and PIN, to Today",
      goalSeconds: 5,
      steps: unlock,
      isDone: async (page) => await page.getByRole("heading", { name: "Today", level: 1 }).waitFor(),
    },
    {
      name: "hand over: lock, another name and PIN, to their Today",
      goalSeconds: 5,
      before: async (page) => {
        for (const step of unlock(page)) await step();
        await page.getByRole("button", { name: "Done as planned" }).first().waitFor();
      },
      steps: (page) => [() => tapLock(page), ...stepsToUnlock(other)(page)],
      isDone: async (page) => await page.getByText(other.name, { exact: true }).first().waitFor(),
    },
    {
      name: "from locked: a session as planned",
      goalSeconds: 5 + 3,
      steps: (page) => [
        ...unlock(page),
        async () => await page.getByRole("button", { name: "Done as planned" }).first().click(),
      ],
      isDone: saved,
    },
    {
      name: "from locked: the same, one pupil absent",
      goalSeconds: 5 + 8,
      steps: (page) => [
        ...unlock(page),
        async () => await page.getByRole("link", { name: "Something different" }).first().click(),
        async () => await page.getByLabel("Absent").first().check({ force: true }),
        async () => await page.getByRole("button", { name: "Save" }).click(),
      ],
      isDone: saved,
    },
    {
      name: "from locked: an unplanned session with one child",
      goalSeconds: 5 + 12,
      steps: (page) => [
        ...unlock(page),
        async () => await page.getByRole("link", { name: "Log something else" }).click(),
        async () => await page.getByLabel("Reading").check({ force: true }),
        async () => await page.getByRole("combobox", { name: "Find another child" }).click(),
        async () => await page.getByRole("option").first().click(),
        async () => await page.getByRole("button", { name: "Save" }).click(),
      ],
      isDone: saved,
    },
    {
      name: "from locked: start the timer, and finish",
      goalSeconds: 5 + 4,
      steps: (page) => [
        ...unlock(page),
        async () => await page.getByRole("button", { name: "Start" }).first().click(),
        async () => await page.getByRole("button", { name: "Finish" }).first().click(),
      ],
      isDone: saved,
    },
    {
      name: "on the locked screen: mark the time",
      goalSeconds: 3,
      endsLocked: true,
      steps: (page) => [async () => await page.getByRole("button", { name: "Mark the time" }).click()],
      isDone: async (page) =>
        await page
          .getByText(/^Marked: /)
          .first()
          .waitFor(),
    },
  ];
}

interface Names {
  readonly name: string;
}

function stepsToUnlock({ name }: Names): Task["steps"] {
  return (page) => [
    async () => await page.getByRole("button", { name }).click(),
    ...[...pin].map(
      (digit) => async () => await page.getByRole("button", { name: digit, exact: true }).click(),
    ),
  ];
}

async function tapLock(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Lock", exact: true }).click();
}

/** Somebody's first time on this tablet: the password once, and a PIN. */
async function firstTime(page: Page, person: Assistant): Promise<void> {
  await page.getByLabel("Sign-in name").fill(person.signInName);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await choosePin(page, pin);
  await page.getByRole("button", { name: "Done as planned" }).first().waitFor();
}

export async function measureTasks(slowDown: number): Promise<Figure[]> {
  const [folder, profile] = [newFolder("tasks"), newFolder("profile")];
  const server = await startServerProcess(folder, instant);
  const afternoon = await makeAfternoon(server.address, await setUpSchool(server, server.nowMs()));
  const people = [
    await afternoon.addAssistant("Ana Reed"),
    await afternoon.addAssistant("Ben Cole"),
  ] as const;
  const { context, page } = await openTablet(profile, instant);
  await page.goto(server.address);
  await firstTime(page, people[0]);
  await tapLock(page);
  await page.getByRole("button", { name: "Sign in with a password" }).click();
  await firstTime(page, people[1]);
  await tapLock(page);
  await slow({ context, page }, slowDown);
  const figures: Figure[] = [];
  for (const task of tasksOf({ name: "Ana Reed" }, { name: "Ben Cole" }))
    figures.push(...(await measureTask(page, task)));
  await context.close();
  await server.stop();
  for (const each of [folder, profile]) rmSync(each, { recursive: true, force: true });
  return figures;
}

async function measureTask(page: Page, task: Task): Promise<Figure[]> {
  const seconds: number[] = [];
  let taps = 0;
  for (let round = 0; round < rounds; round += 1) {
    await task.before?.(page);
    const steps = task.steps(page);
    const from = Date.now();
    for (const step of steps) await step();
    await task.isDone(page);
    seconds.push((Date.now() - from) / 1000);
    taps = steps.length;
    if (task.endsLocked === undefined) await tapLock(page);
    await page.getByRole("heading", { name: "Who is using this?" }).waitFor();
  }
  const { name, goalSeconds } = task;
  return [
    {
      name: `${name}: ${taps} taps, the app's share`,
      goal: `≤ ${goalSeconds} s with a person's taps`,
      values: seconds,
      unit: "s",
    },
  ];
}
