import { expect, test } from "vitest";
import { codeIn, type Mail, waitForMail } from "../support/mailbox";
import { aPlainBrowser } from "../support/plain-browser";
import { confirmByApi, getSignatureCount, signByApi } from "../support/public-api";

const CAMPAIGN = "safe-water-at-school";
const ASK_FOR_CODE = 'form[action="/api/v1/me/codes"]';
const ENTER_CODE = 'form[action="/api/v1/me/sessions"]';
const WITHDRAW = 'form[action$="/withdrawal"]';

function ownLinkIn({ text }: Mail): string {
  const [link] = text.match(/https?:\/\/\S+\/me\/[\w-]+/) ?? [];
  if (!link) throw new Error(`no link to one's own signatures:\n${text}`);
  return link;
}

test("Wendy withdraws from a mail, without scripts, and undoes it; a person with the forwarded mail can do nothing", async () => {
  const email = "wendy@example.org";
  const mail = await signByApi({ email, name: "Wendy Okafor", campaign: CAMPAIGN });
  await confirmByApi(mail);
  const before = await getSignatureCount(CAMPAIGN);
  const [wendy, friend] = [aPlainBrowser(), aPlainBrowser()];

  const shown = await wendy.open(ownLinkIn(mail));
  expect(shown.text).toContain("Wendy Okafor");
  expect(shown.document.querySelector(WITHDRAW)).toBeNull();
  const asked = await wendy.send(shown, ASK_FOR_CODE);
  const code = codeIn(await waitForMail(email, { after: mail }));

  const forwarded = await friend.open(ownLinkIn(mail));
  const tried = await friend.send(forwarded, ASK_FOR_CODE);
  const refused = await friend.send(tried, ENTER_CODE, { code });
  expect(refused.text).toContain("That is not the code.");
  expect(refused.document.querySelector(WITHDRAW)).toBeNull();

  const proved = await wendy.send(asked, ENTER_CODE, { code });
  const withdrawn = await wendy.send(proved, WITHDRAW);
  expect(withdrawn.text).toContain("Your signature is withdrawn.");
  expect(await getSignatureCount(CAMPAIGN)).toBe(before - 1);
  const undone = await wendy.send(withdrawn, WITHDRAW);
  expect(undone.text).toContain("Your signature is back, exactly as it was.");
  expect(await getSignatureCount(CAMPAIGN)).toBe(before);
});
