import { expect, test } from "vitest";
import type { ConfirmingProps } from "@/emails/_confirming";
import AlreadySigned from "@/emails/already-signed";
import ConfirmSignature from "@/emails/confirm-signature";
import ConfirmationReminder from "@/emails/confirmation-reminder";
import { renderMail } from "@/lib/email/render";
import { renderOneOfMany } from "@/lib/email/render-one-of-many";
import { LOCALES } from "@/lib/i18n/locales";
import { randomFrom } from "@/scripts/mailbox/random";

/** Texts that could be taken for a pattern, for markup, or for a placeholder. */
const HOSTILE = [
  "$&",
  "$`$'$1$$",
  "{{campaignTitle}} {{code}} %s #{code} <%= code %>",
  "<b>Bold</b> & \"quoted\" 'twice'",
  "שלום עולם",
  "\u202Eturned\u2069",
  "one\r\ntwo\u2028three",
  "",
  "481516",
  "https://example.org/en/confirm/abc",
  "  spaces  \t and\u00a0more ",
  "w".repeat(300),
];
const HOSTILE_ADDRESSES = [
  "https://example.org/?a=1&b=2",
  'https://example.org/"><script>alert(1)</script>',
  "https://example.org/$&",
  "javascript:alert(1)",
  "https://example.org/ with space",
  "",
];
const RANDOM_PROPS = 200;
const templates = [ConfirmSignature, ConfirmationReminder];

const random = randomFrom(14);
const pick = <T,>(items: readonly T[]): T => {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error("there is nothing to pick from");
  return item;
};
const token = () => Math.floor(random() * 2 ** 48).toString(36);
const address = (path: string) =>
  random() < 0.06 ? pick(HOSTILE_ADDRESSES) : `https://petitions.example.org/en/${path}/${token()}`;

function randomProps(): ConfirmingProps {
  return {
    locale: pick(LOCALES),
    campaignTitle: pick(HOSTILE),
    organisation: pick(HOSTILE.slice(0, 3)),
    postalAddress: "1 Example Street",
    validDays: 7,
    code: String(Math.floor(random() * 1_000_000)).padStart(6, "0"),
    confirmUrl: address("confirm"),
    rippleUrl: address("ripple"),
    choicesUrl: address("mail"),
    meUrl: address("me"),
  };
}

test(`${RANDOM_PROPS} mails are the same, to the byte, as rendered one by one`, async () => {
  for (let nth = 0; nth < RANDOM_PROPS; nth += 1) {
    const props = randomProps();
    const template = pick(templates);
    expect(await renderOneOfMany(template, props), JSON.stringify(props)).toEqual(
      await renderMail(template, props),
    );
  }
});

test("a kept mail contains the addresses and the code of its own recipient only", async () => {
  const first = { ...ConfirmSignature.PreviewProps, campaignTitle: "Kept $& {{code}}" };
  const second = { ...first, code: "232323", confirmUrl: "https://petitions.example.org/en/confirm/second" };
  await renderOneOfMany(ConfirmSignature, first);
  const { html, text } = await renderOneOfMany(ConfirmSignature, second);
  for (const form of [html, text]) {
    expect(form).toContain("232323");
    expect(form).toContain(second.confirmUrl);
    expect(form).not.toContain(first.code);
    expect(form).not.toContain(first.confirmUrl);
  }
});

test("mails with another title, language or sender are not mixed up", async () => {
  for (const locale of LOCALES)
    for (const campaignTitle of ["One", "Two"])
      for (const organisation of ["This", "That"]) {
        const props = { ...AlreadySigned.PreviewProps, locale, campaignTitle, organisation };
        for (let round = 0; round < 2; round += 1)
          expect(await renderOneOfMany(AlreadySigned, props)).toEqual(await renderMail(AlreadySigned, props));
      }
});

let renderings = 0;

function Counted({ title, pageUrl }: { title: string; pageUrl: string }) {
  renderings += 1;
  return <a href={pageUrl}>{title}</a>;
}
Counted.subject = ({ title }: { title: string }) => title;

test("what the mails of a campaign share is rendered once", async () => {
  for (let nth = 0; nth < 50; nth += 1)
    await renderOneOfMany(Counted, { title: "One campaign", pageUrl: `https://example.org/${nth}` });
  // The first mail, and the same with marks.
  expect(renderings).toBe(2);
});

function Lengthy({ code }: { code: string }) {
  return <p>{code.length}</p>;
}
Lengthy.subject = ({ code }: { code: string }) => `Code ${code}`;

test("a mail that depends on a personal value in another way is rendered each time", async () => {
  for (const code of ["1", "22", "333"])
    expect(await renderOneOfMany(Lengthy, { code })).toEqual(await renderMail(Lengthy, { code }));
});
