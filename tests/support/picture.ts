// Pictures of a screen in both themes, for whoever wants to look: made only when ALONGSIDE_PICTURES names a folder.
import type { Page } from "@playwright/test";

export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env["ALONGSIDE_PICTURES"];
  if (folder === undefined) return;
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `${folder}/${name}-${colorScheme}.png`, fullPage: true });
  }
}
