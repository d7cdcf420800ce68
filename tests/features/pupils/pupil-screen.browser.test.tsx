import "../../../src/ui/theme/theme.ts";
import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { noteId } from "../../../src/domain/ids.ts";
import { markId } from "../../../src/domain/ids.ts";
import * as records from "../../../src/domain/records.ts";
import { groupScope } from "../../../src/domain/scope.ts";
import { PupilScreen } from "../../../src/features/pupils/pupil-screen.tsx";
import { PupilsScreen } from "../../../src/features/pupils/pupils-screen.tsx";
import type { Row } from "../../../src/protocol/messages.ts";
import { groupId, markOf, monday, pupilId, pupilNames, sessionId, sessionOf } from "../../support/plan.ts";
import { deviceWith, rowOf, showScreen } from "../../support/screen.tsx";
import { smallSchool } from "../../support/small-school.ts";

let stop = () => {};
afterEach(() => stop());

/** Monday's session with all four, and a note about each that names nobody. */
function mondayRows(): Row[] {
  const logged = { id: sessionId("monday"), session: sessionOf(monday) };
  const scope = groupScope(groupId("readers"));
  const inGroup = ([kind, id, , seq, fields]: Row): Row => [kind, id, scope, seq, fields];
  const { date, authorId, recordedAt } = logged.session;
  return [
    rowOf(records.session, logged.id, logged.session, 100),
    ...pupilNames.flatMap((name, at) => {
      const pupil = pupilId(name);
      const note = { sessionId: logged.id, pupilId: pupil, date, text: `Word ${at}`, authorId, recordedAt };
      return [
        inGroup(rowOf(records.mark, markId(logged.id, pupil), markOf(logged, name), 101 + at)),
        inGroup(rowOf(records.note, noteId(logged.id, pupil), note, 110 + at)),
      ];
    }),
  ];
}

test("a child's page shows this child's own session and note, and no other child", async () => {
  const device = await deviceWith(["senco"], [...smallSchool(), ...mondayRows()]);
  stop = await showScreen(device, PupilScreen, { path: "/pupils/:id", address: `/pupils/${pupilId("Ben")}` });
  await expect.element(page.getByText("Word 1")).toBeVisible();
  await expect.element(page.getByText("Readers", { exact: true }).first()).toBeVisible();
  const shown = document.body.textContent;
  for (const other of ["Amara", "Chidi", "Dina", "Word 0", "Word 2"]) expect(shown).not.toContain(other);
});

test("two cards of one child become one, and part again", async () => {
  const device = await deviceWith(["senco"], [...smallSchool(), ...mondayRows()]);
  stop = await showScreen(device, PupilsScreen, { path: "/pupils", address: "/pupils" });
  await page.getByRole("button", { name: "Merge two cards" }).click();
  await page.getByRole("combobox", { name: "The double" }).fill("Dina");
  await page.getByRole("option", { name: /^Dina/ }).click();
  await page.getByRole("combobox", { name: "The card to keep" }).fill("Chidi");
  await page.getByRole("option", { name: /^Chidi/ }).click();
  await page.getByRole("button", { name: "Merge them" }).click();
  await expect.element(page.getByText("3 pupils")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.element(page.getByText("4 pupils")).toBeVisible();
});

test("a teaching assistant finds a child, and is offered neither merging nor importing", async () => {
  const device = await deviceWith(["teaching-assistant"], smallSchool());
  stop = await showScreen(device, PupilsScreen, { path: "/pupils", address: "/pupils" });
  await page.getByLabelText("Find a pupil").fill("owls ama");
  await expect.element(page.getByRole("link", { name: /Amara/ })).toBeVisible();
  expect(page.getByRole("link").elements()).toHaveLength(1);
  expect(page.getByRole("button", { name: "Merge two cards" }).elements()).toEqual([]);
});
