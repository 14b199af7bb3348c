import { expect, test } from "vitest";
import { linkIn, waitForMail, waitForReceipt } from "../support/mailbox";
import { aPlainBrowser, getElement } from "../support/plain-browser";
import { CAMPAIGN } from "../support/public-api";
import { stack } from "../support/stack";

const SIGN = 'form[action$="/signatures"]';
const CONFIRM = 'form[action="/api/v1/confirmations"]';

test("Walter finds his receipt on the page with the thanks and in one mail, keeps the file, and anyone can check it", async () => {
  const walter = aPlainBrowser();
  const address = "walter.keeps@example.org";
  const campaign = await walter.open(`/en/campaigns/${CAMPAIGN}`);
  await walter.send(campaign, SIGN, { name: "Walter Keeps", email: address });
  const link = await walter.open(linkIn(await waitForMail(address)));
  const thanks = await walter.send(link, CONFIRM);

  const receipt = await walter.follow(thanks, 'main a[href^="/en/receipts/"]');
  expect(receipt.heading).toBe("Your receipt");
  expect(receipt.text).not.toContain("Walter Keeps");
  const mail = await waitForReceipt(address);
  expect(mail.text).toContain(receipt.url.href);

  const download = getElement(receipt, "a[download]").getAttribute("href") ?? "";
  const file = await (await fetch(stack().appUrl + download)).text();
  expect(JSON.parse(file).text.title).toBe(getElement(campaign, "h1").text.trim());
  const form = new FormData();
  form.set("file", new File([file], "receipt.json"));
  const checked = await fetch(`${stack().appUrl}/api/v1/receipts/verification`, {
    method: "POST",
    body: form,
  });
  expect(await checked.text()).toContain("The signature stands");

  const proof = await aPlainBrowser().open(`/en/campaigns/${CAMPAIGN}/proof`);
  expect(proof.heading).toBe("The count, proved");
  expect(proof.text).not.toContain("example.org");
});
