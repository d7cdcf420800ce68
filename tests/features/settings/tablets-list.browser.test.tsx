import "../../../src/ui/theme/theme.ts";
import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { TabletsList } from "../../../src/features/account/settings/tablets-list.tsx";
import { useMissing } from "../../../src/features/weekly-summary/use-missing.ts";
import { allIsHere } from "../../support/answers.ts";
import { monday } from "../../support/plan.ts";
import { deviceWith, showScreen } from "../../support/screen.tsx";
import { smallSchool } from "../../support/small-school.ts";

let stop = () => {};
afterEach(() => stop());

test("without a network the list of tablets says so, and can be asked again", async () => {
  const device = await deviceWith(["senco"], smallSchool());
  stop = await showScreen(device, TabletsList, { path: "/settings", address: "/settings" });
  await expect.element(page.getByText("Could not ask which tablets have unsent work")).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Ask again" })).toBeVisible();
});

function Notes() {
  const { notes } = useMissing(monday);
  return (
    <ul aria-label="Notes">
      {notes.map((one) => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  );
}
const weekly = { path: "/weekly", address: "/weekly" };

test("the weekly notes say that the server could not be asked, and that older sessions are still to come", async () => {
  const device = await deviceWith(["senco"], smallSchool());
  stop = await showScreen(device, Notes, weekly);
  await expect.element(page.getByText("Could not ask which tablets have unsent work.")).toBeVisible();
  await expect.element(page.getByText(/^Still getting older sessions/)).toBeVisible();
  await allIsHere(device);
  await expect.element(page.getByText(/^Still getting older sessions/)).not.toBeInTheDocument();
});

test("the notes of a teaching assistant's summary ask about no tablet", async () => {
  const device = await deviceWith(["teaching-assistant"], smallSchool());
  await allIsHere(device);
  stop = await showScreen(device, Notes, weekly);
  await expect.element(page.getByRole("list", { name: "Notes" })).toBeInTheDocument();
  expect(page.getByRole("listitem").elements()).toEqual([]);
});
