import { expect, test } from "vitest";
import { aPage, expectAccessible } from "../support/browser";
import { CAMPAIGN, confirmByApi, signByApi } from "../support/public-api";

test("sharing works by keyboard, is accessible and fits a phone", async () => {
  const { share } = await confirmByApi(await signByApi({ email: "keyboard.kim@example.org" }));
  const code = share.split("/").at(-1);
  for (const locale of ["en", "es"]) {
    const page = await aPage({ phone: true, locale });
    for (const path of [
      `campaigns/${CAMPAIGN}/thanks?share=${code}`,
      `pass-on/${code}`,
      `campaigns/${CAMPAIGN}`,
    ]) {
      await page.goto(`/${locale}/${path}`);
      await page.locator(".share-panel .needs-script.button").focus();
      for (let presses = 0; presses < 12; presses++) {
        await page.keyboard.press("Tab");
        if (await page.evaluate(() => document.activeElement?.matches(".share-more:last-child summary")))
          break;
      }
      await page.keyboard.press("Enter");
      const picture = page.locator(".share-qr img");
      await picture.waitFor();
      await expect.poll(() => picture.evaluate((img) => img.clientWidth)).toBeGreaterThan(100);
      await expect
        .poll(() => picture.evaluate((img) => img instanceof HTMLImageElement && img.naturalWidth))
        .toBeGreaterThan(100);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, `${path} fits a phone`).toBeLessThanOrEqual(390);
      await expectAccessible(page);
    }
  }
});
