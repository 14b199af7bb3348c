import { vi } from "vitest";
import { z } from "zod";
import { stack } from "./stack";

const ARRIVAL_TIMEOUT_MS = 20_000;
const POLL_INTERVAL_MS = 150;
const PAGE_SIZE = 100;

const mail = z.object({ id: z.string(), to: z.array(z.string()), subject: z.string() });
const list = z.object({ data: z.array(mail), has_more: z.boolean() });
const fullMail = mail.extend({ html: z.string(), text: z.string() });

export type Mail = z.infer<typeof fullMail>;

/** Waits for a mail to an address and returns the newest; with `after`, waits for one newer than that. */
export async function waitForMail(
  address: string,
  { after }: { after?: { id: string } } = {},
): Promise<Mail> {
  const newest = await poll(async () => {
    const [found] = await listMailsTo(address);
    if (!found || found.id === after?.id) throw new Error(`no mail to ${address}`);
    return found;
  });
  return openMail(newest.id);
}

/** Waits until the mailbox holds at least `count` mails to matching addresses and returns them all. */
export async function waitForMails(count: number, isMatch: (to: string) => boolean): Promise<Mail[]> {
  const found = await poll(async () => {
    const mails = await listMails(isMatch);
    if (mails.length < count) throw new Error(`${mails.length} of ${count} mails`);
    return mails;
  });
  return Promise.all(found.map(({ id }) => openMail(id)));
}

/** Lists the mails to an address that have arrived, newest first. */
export function listMailsTo(address: string) {
  return listMails((to) => to.toLowerCase() === address.toLowerCase());
}

/** Waits for the mail with the receipt to an address. */
export async function waitForReceipt(address: string): Promise<Mail> {
  const receipt = await poll(async () => {
    const mails = await listAllMails((to) => to.toLowerCase() === address.toLowerCase());
    const found = mails.find(({ subject }) => RECEIPT.test(subject));
    if (!found) throw new Error(`no receipt to ${address}`);
    return found;
  });
  return openMail(receipt.id);
}

const RECEIPT = /^(Your receipt|Tu recibo): /;

/** Without the mails with receipts, which come at any time after confirming: see `waitForReceipt`. */
async function listMails(isMatch: (to: string) => boolean) {
  return (await listAllMails(isMatch)).filter(({ subject }) => !RECEIPT.test(subject));
}

function poll<T>(read: () => Promise<T>): Promise<T> {
  return vi.waitFor(read, { timeout: ARRIVAL_TIMEOUT_MS, interval: POLL_INTERVAL_MS });
}

async function openMail(id: string): Promise<Mail> {
  return fullMail.parse(await request(`/emails/${id}`));
}

/** The mails that were listed last, newest first. */
let known: z.infer<typeof mail>[] = [];

/** Reads only the mails that are newer than the known ones: a journey waits for many mails in a mailbox of hundreds. */
async function listAllMails(isMatch: (to: string) => boolean) {
  const latest = known[0];
  const newer: z.infer<typeof mail>[] = [];
  for (let after = ""; ; ) {
    const page = list.parse(await request(`/emails?limit=${PAGE_SIZE}${after}`));
    const end = page.data.findIndex(({ id }) => id === latest?.id);
    newer.push(...(end < 0 ? page.data : page.data.slice(0, end)));
    const last = page.data.at(-1);
    if (end >= 0 || !page.has_more || !last) {
      known = end < 0 ? newer : [...newer, ...known];
      return known.filter(({ to }) => to.some(isMatch));
    }
    after = `&after=${last.id}`;
  }
}

/** Returns the confirmation or sign-in link in a mail. */
export function linkIn({ text }: Mail): string {
  const link = text.match(/https?:\/\/[^\s<>()[\]]+\/(confirm|sign-in)\/[^\s<>()[\]]+/)?.[0];
  if (!link) throw new Error(`no link in the mail:\n${text}`);
  return link;
}

/** Returns the six-digit code in a mail. */
export function codeIn({ text }: Mail): string {
  const code = text.match(/(?<![\w/-])\d{6}(?![\w/-])/)?.[0];
  if (!code) throw new Error(`no code in the mail:\n${text}`);
  return code;
}

async function request(path: string): Promise<unknown> {
  const answer = await fetch(stack().mailboxUrl + path, { headers: { authorization: "Bearer re_test" } });
  if (!answer.ok) throw new Error(`the mailbox answered ${answer.status} to ${path}`);
  return answer.json();
}
