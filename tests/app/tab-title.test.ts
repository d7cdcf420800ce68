import { expect, test } from "vitest";
import { routes, tabTitle } from "../../src/app/routes.ts";

test("the tab tells which screen it is, each in words of its own", () => {
  const titles = routes.map(({ path }) =>
    tabTitle(path.replace(":id", "0b0b6f0e-8a4e-4d6e-9d0e-0a0a0a0a0a01")),
  );
  expect(new Set(titles).size).toBe(routes.length);
  for (const title of titles) expect(title).toMatch(/^[A-Z][A-Za-z' ]+ - Alongside$/);
  expect(tabTitle("/sign-in-safety")).toBe("Your sign-in - Alongside");
  expect(tabTitle("/pupils/new/more")).toBe("Not here - Alongside");
});

test("nothing of the address but the screen comes into the tab", () => {
  for (const { path } of routes.filter((one) => one.path.includes(":id")))
    expect(tabTitle(path.replace(":id", "Amara-King"))).not.toMatch(/Amara|King/);
});
