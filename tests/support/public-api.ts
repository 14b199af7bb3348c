import { linkIn, type Mail, waitForMail } from "./mailbox";
import { stack } from "./stack";

export const ARTICLE = "us-leaves-migration-compact-talks";
export const CAMPAIGN = "stand-with-refugees";

/** Returns the exact public count of a campaign. */
export async function getSignatureCount(campaign = CAMPAIGN): Promise<number> {
  const answer = await fetch(`${stack().appUrl}/api/v1/campaigns/${campaign}/count`);
  const { signatures } = await answer.json();
  if (typeof signatures !== "number") throw new Error(`no count of ${campaign}`);
  return signatures;
}

/** Posts JSON to the app. */
export function post(path: string, fields: Record<string, unknown>, headers: Record<string, string> = {}) {
  return fetch(stack().appUrl + path, {
    method: "POST",
    body: JSON.stringify(fields),
    headers: { "content-type": "application/json", ...headers },
  });
}

type Signer = { email: string; name?: string; campaign?: string } & Record<string, unknown>;

/** Signs through the public API and returns the confirmation mail. */
export async function signByApi({ campaign = CAMPAIGN, name = "Somebody Else", ...fields }: Signer) {
  const answer = await post(`/api/v1/campaigns/${campaign}/signatures`, { name, ...fields });
  if (answer.status !== 202) throw new Error(`signing failed with ${answer.status}: ${await answer.text()}`);
  return waitForMail(fields.email);
}

/** Returns the token in the link of a mail. */
export function tokenIn(mail: Mail): string {
  return new URL(linkIn(mail)).pathname.split("/").at(-1) ?? "";
}

/** Confirms through the public API with the token of a mail. Returns the campaign and the signer's share link. */
export async function confirmByApi(mail: Mail): Promise<{ campaign: string; share: string }> {
  const answer = await post("/api/v1/confirmations", { token: tokenIn(mail) });
  if (answer.status !== 200)
    throw new Error(`confirming failed with ${answer.status}: ${await answer.text()}`);
  return answer.json();
}
