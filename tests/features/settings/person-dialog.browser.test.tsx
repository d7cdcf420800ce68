// Whoever changes what a colleague may do is asked who they are, over the form and before anything is saved.
import "../../../src/ui/theme/theme.ts";
import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import * as records from "../../../src/domain/records.ts";
import { staffIdSchema } from "../../../src/domain/ids.ts";
import { SettingsScreen } from "../../../src/features/account/settings-screen.tsx";
import type { SignedIn } from "../../../src/api/client.ts";
import type { Device } from "../../../src/storage/device.ts";
import { readRecord } from "../../../src/storage/read.ts";
import { deviceWith, rowOf, showScreen } from "../../support/screen.tsx";

let stop = () => {};
afterEach(() => stop());

const tia = staffIdSchema.parse("0b0b6f0e-8a4e-4d6e-9d0e-0a0a0a0a0a07");
const staff = [
  rowOf(records.staff, tia, { name: "Tia Adeyemi", shortName: "Tia", roles: ["teaching-assistant"] }, 3),
];

/** A server that wants a fresh proof until it was given the password. */
function strictServer(): { send: typeof fetch; asked: string[] } {
  const asked: string[] = [];
  let isProven = false;
  const refusal = (code: string, message: string) => Response.json({ code, message }, { status: 403 });
  const send: typeof fetch = (to, request) => {
    const path = to instanceof Request ? to.url : String(to);
    asked.push(path);
    if (path === "/api/auth/prove") {
      const isRight = String(request?.body).includes("plover kettle");
      isProven ||= isRight;
      return Promise.resolve(
        isRight ? Response.json({}) : refusal("wrong-name-or-password", "That was not right."),
      );
    }
    if (path === "/api/auth/proof")
      return Promise.resolve(isProven ? Response.json({}) : refusal("prove-again", "Show that it is you."));
    return Promise.resolve(new Response("{}", { status: 404 }));
  };
  return { send, asked };
}

const rolesOf = async (device: Device) => (await readRecord(device, records.staff, tia))?.record.roles;

async function openTia(device: Device, send?: typeof fetch, proof: SignedIn["proof"] = "password") {
  const at = { path: "/settings", address: "/settings", proof } as const;
  stop = await showScreen(device, SettingsScreen, at, send);
  await page.getByRole("button", { name: "Change Tia Adeyemi" }).click();
}

test("a role is saved after the question, and what was typed stays while it is asked", async () => {
  const device = await deviceWith(["administrator"], staff);
  const { send } = strictServer();
  await openTia(device, send);
  await page.getByLabelText("Short name, on cards").fill("Tia A");
  await page.getByRole("checkbox", { name: "SENCO" }).click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const question = page.getByRole("dialog", { name: "Is it still you?" });
  await question.getByLabelText("Your password").fill("a guess");
  await question.getByRole("button", { name: "Go on" }).click();
  await expect.element(question.getByText("That was not right.")).toBeVisible();
  expect(await rolesOf(device)).toEqual(["teaching-assistant"]);
  await question.getByLabelText("Your password").fill("plover kettle orbit seven");
  await question.getByRole("button", { name: "Go on" }).click();
  await expect.poll(() => rolesOf(device)).toEqual(["teaching-assistant", "senco"]);
  const saved = await readRecord(device, records.staff, tia);
  expect(saved?.record.shortName).toBe("Tia A");
});

test("somebody who came by the school's account is told the way that leaves the page, before they take it", async () => {
  for (const [proof, isTold] of [
    ["single-sign-on", true],
    ["password", false],
  ] as const) {
    const device = await deviceWith(["administrator"], staff);
    await openTia(device, strictServer().send, proof);
    await page.getByRole("checkbox", { name: "SENCO" }).click();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    const question = page.getByRole("dialog", { name: "Is it still you?" });
    await expect.element(question.getByLabelText("Your password")).toBeVisible();
    const way = question.getByText(/Sign in with a password and your school account.*is not kept meanwhile/);
    expect(way.elements()).toHaveLength(isTold ? 1 : 0);
    stop();
  }
});

test("closing the question saves nothing and keeps the form", async () => {
  const device = await deviceWith(["administrator"], staff);
  await openTia(device, strictServer().send);
  await page.getByRole("checkbox", { name: "SENCO" }).click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const question = page.getByRole("dialog", { name: "Is it still you?" });
  await question.getByRole("button", { name: "Close" }).click();
  const form = page.getByRole("dialog", { name: "Tia Adeyemi" });
  await expect.element(form.getByText("Show that it is you.")).toBeVisible();
  await expect.element(form.getByRole("checkbox", { name: "SENCO" })).toBeChecked();
  expect(await rolesOf(device)).toEqual(["teaching-assistant"]);
});

test("a name is saved without a question, and without a network", async () => {
  const device = await deviceWith(["administrator"], staff);
  await openTia(device);
  await page.getByLabelText("Full name").fill("Tia Adeyemi-Cole");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect
    .poll(async () => (await readRecord(device, records.staff, tia))?.record.name)
    .toBe("Tia Adeyemi-Cole");
});
