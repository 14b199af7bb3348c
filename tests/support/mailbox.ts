import { vi } from "vitest";
import { z } from "zod";
import { stack } from "./stack";

const ARRIVES_WITHIN_MS = 20_000;
const LOOK_EVERY_MS = 150;
const PAGE = 100;

const mail = z.object({ id: z.string(), to: z.array(z.string()), subject: z.string() });
const list = z.object({ data: z.array(mail), has_more: z.boolean() });
const letter = mail.extend({ html: z.string(), text: z.string() });

export type Mail = z.infer<typeof letter>;

/** Waits for the newest mail to an address, and opens it; with `after`, for one that came later than that. */
export async function waitForMail(
  address: string,
  { after }: { after?: { id: string } } = {},
): Promise<Mail> {
  const newest = await arriving(async () => {
    const [found] = await listMailsTo(address);
    if (!found || found.id === after?.id) throw new Error(`no mail to ${address}`);
    return found;
  });
  return openMail(newest.id);
}

/** Waits until so many mails to certain addresses are there, and opens all that are. */
export async function waitForMails(count: number, isMeant: (to: string) => boolean): Promise<Mail[]> {
  const found = await arriving(async () => {
    const mails = await listMails(isMeant);
    if (mails.length < count) throw new Error(`${mails.length} of ${count} mails`);
    return mails;
  });
  return Promise.all(found.map(({ id }) => openMail(id)));
}

/** Every mail to an address that is there now, the newest first. */
export function listMailsTo(address: string) {
  return listMails((to) => to.toLowerCase() === address.toLowerCase());
}

function arriving<T>(look: () => Promise<T>): Promise<T> {
  return vi.waitFor(look, { timeout: ARRIVES_WITHIN_MS, interval: LOOK_EVERY_MS });
}

async function openMail(id: string): Promise<Mail> {
  return letter.parse(await ask(`/emails/${id}`));
}

async function listMails(isMeant: (to: string) => boolean) {
  const found: z.infer<typeof mail>[] = [];
  for (let after = ""; ; ) {
    const page = list.parse(await ask(`/emails?limit=${PAGE}${after}`));
    found.push(...page.data.filter(({ to }) => to.some(isMeant)));
    const last = page.data.at(-1);
    if (!page.has_more || !last) return found;
    after = `&after=${last.id}`;
  }
}

/** The link that a mail asks to open. */
export function linkIn({ text }: Mail): string {
  const link = text.match(/https?:\/\/[^\s<>()[\]]+\/(confirm|sign-in)\/[^\s<>()[\]]+/)?.[0];
  if (!link) throw new Error(`no link in the mail:\n${text}`);
  return link;
}

/** The six digits that a mail asks to type. */
export function codeIn({ text }: Mail): string {
  const code = text.match(/(?<![\w/-])\d{6}(?![\w/-])/)?.[0];
  if (!code) throw new Error(`no code in the mail:\n${text}`);
  return code;
}

async function ask(path: string): Promise<unknown> {
  const answer = await fetch(stack().mailboxUrl + path, { headers: { authorization: "Bearer re_test" } });
  if (!answer.ok) throw new Error(`the mailbox answered ${answer.status} to ${path}`);
  return answer.json();
}
