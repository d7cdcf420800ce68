import "../../../src/ui/theme/theme.ts";
import { cleanup, render } from "@testing-library/preact";
import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { NamesList } from "../../../src/features/unlock/names-list.tsx";
import type { UnlockDoor } from "../../../src/features/unlock/unlock-door.ts";

afterEach(cleanup);

const nothing = () => Promise.resolve(undefined);
const door: UnlockDoor = {
  schoolName: "Meadow Lane",
  people: [],
  isNobodyLeft: false,
  leaseWarning: undefined,
  stuck: [],
  byPin: nothing,
  byHelpCode: nothing,
  byBadge: nothing,
  openDemo: nothing,
  marks: [],
  markTime: nothing,
  keepCard: undefined,
  cardsWaiting: 0,
};

test("a tablet that nobody used yet says how to begin", async () => {
  render(<NamesList door={door} nowMs={() => 0} onView={() => {}} />);
  await expect.element(page.getByText("Nobody is on this tablet yet")).toBeVisible();
});

test("a tablet whose people were shut out says that, and not that nobody was here", async () => {
  render(<NamesList door={{ ...door, isNobodyLeft: true }} nowMs={() => 0} onView={() => {}} />);
  await expect.element(page.getByText("Nobody can sign in here any more")).toBeVisible();
  await expect.element(page.getByText(/The school has ended the sign-in/)).toBeVisible();
  await expect.element(page.getByText("Nobody is on this tablet yet")).not.toBeInTheDocument();
  await expect.element(page.getByRole("button", { name: "Sign in with a password" })).toBeVisible();
});
