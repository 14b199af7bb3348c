import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import AlreadySigned from "@/emails/already-signed";
import ConfirmSignature from "@/emails/confirm-signature";
import ConfirmationReminder from "@/emails/confirmation-reminder";
import { renderMail } from "@/lib/email/render";
import { LOCALES } from "@/lib/i18n/locales";
import { mails } from "../support/all-mails";

const LONG = 300;
/** Titles and names that could break a mail. */
const HOSTILE = {
  markup: "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&amp;</td></table>",
  "line breaks": "One\r\nBcc: eve@example.org\u2028Two\u0085Three\u0000",
  "bidirectional control characters": "\u202Erefugees\u202D \u2067with\u2068 Stand\u202B",
  "one endless word": "w".repeat(LONG),
  "too many characters": "Stand with refugees. ".repeat(LONG / 20),
};
const BIDI_CONTROLS = /[\u202A-\u202E\u2066-\u2069]/;

test.each(mails)(
  "$name links to the privacy notice of the site, in its language",
  async ({ render, locale }) => {
    const { html, text } = await render({ siteUrl: "https://petitions.example.org" });
    expect(html).toContain(`href="https://petitions.example.org/${locale}/privacy"`);
    expect(text).toContain(`https://petitions.example.org/${locale}/privacy`);
  },
);

test("every mail template is tested here", () => {
  const templates = readdirSync("emails").filter((file) => !file.startsWith("_"));
  expect(templates.length * LOCALES.length).toBe(mails.length);
});

test("a mail to a supporter contains nothing that they typed", () => {
  const known = ["campaignTitle", "choicesUrl", "locale", "meUrl", "organisation", "postalAddress"];
  const confirming = [...known, "code", "confirmUrl", "rippleUrl", "validDays"].sort();
  expect(Object.keys(ConfirmSignature.PreviewProps).sort()).toEqual(confirming);
  expect(Object.keys(ConfirmationReminder.PreviewProps).sort()).toEqual(confirming);
  expect(Object.keys(AlreadySigned.PreviewProps).sort()).toEqual([...known, "rippleUrl", "shareUrl"].sort());
});

/** The mails about a signature link to the page with the reader's signatures. */
const ABOUT_A_SIGNATURE = /^(already-signed|confirm-signature|confirmation-reminder|your-receipt) /;

describe.each(mails)("$name", ({ name, locale, actionUrl, rippleUrl, choicesUrl, render, named }) => {
  const usual = render();
  const meUrl = ABOUT_A_SIGNATURE.test(name) ? ConfirmSignature.PreviewProps.meUrl : null;

  test("has one action, and links only to it, the ripple page, the mail choices and one's own signatures, in HTML and text", async () => {
    const { html, text } = await usual;
    const targets = [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href);
    const otherLinks = [rippleUrl, choicesUrl, meUrl].filter((address) => address !== null);
    expect(new Set(targets)).toEqual(new Set([actionUrl, ...otherLinks]));
    for (const address of [actionUrl, ...otherLinks]) expect(text.split(address)).toHaveLength(2);
  });

  test("has one button; other links are plain", async () => {
    const { html } = await usual;
    const links = [...html.matchAll(/<a class="([^"]+)" href="([^"]+)" style="([^"]+)"/g)];
    const buttons = links.filter(([, , , style]) => style?.includes("background-color"));
    expect(buttons.map(([, name, href]) => [name, href])).toEqual([["signal", actionUrl]]);
    for (const address of [rippleUrl, choicesUrl, meUrl].filter((address) => address !== null))
      expect(links.filter(([, , href]) => href === address).map(([, name]) => name)).toEqual(["soft"]);
  });

  test("states the sender's postal address and the reason for the mail", async () => {
    const { html, text } = await usual;
    for (const form of [html, text]) {
      expect(form).toContain("1 Example Street, Example Town");
      expect(form).toContain(locale === "en" ? "You get this mail because" : "Recibes este correo porque");
    }
  });

  test("is completely in its language", async () => {
    const { html, text } = await usual;
    expect(html).toContain(`lang="${locale}"`);
    const other = locale === "en" ? /\b(firma|correo|esta|dirección)\b/i : /\b(sign|mail|this|address)\b/i;
    expect(text.replaceAll(/https:\S+/g, "")).not.toMatch(other);
  });

  test("begins with its preview line, and has no invisible filler for text browsers to show", async () => {
    const { html, text } = await usual;
    const [, preview] =
      /<body[^>]*>(?:<!--.*?-->|<t[^>]*>)*<div data-skip-in-text="true"[^>]*>([^<]+)<\/div>/.exec(html) ?? [];
    expect(preview?.length).toBeGreaterThan(20);
    for (const form of [html, text]) expect(form).not.toMatch(/\p{Cf}|[\u034f\u2800\u3164]|\u00a0{2}/u);
  });

  test("loads no image, script, font or tracking pixel", async () => {
    const { html } = await usual;
    expect(html).not.toMatch(/<(img|script|link|iframe)\b|url\(|@import|\bsrc=/i);
  });

  test("has a dark-mode colour for every light-mode colour", async () => {
    const { html } = await usual;
    expect(html).toContain('name="color-scheme" content="light dark"');
    const coloured = [...html.matchAll(/<\w+ class="([^"]*)"[^>]*style="[^"]*\bcolor:#/g)];
    expect(coloured.length).toBeGreaterThan(5);
    const darkStyles = html.split("prefers-color-scheme: dark")[1]?.split("</style>")[0] ?? "";
    for (const [, names = ""] of coloured)
      expect(
        names.split(" ").some((name) => darkStyles.includes(`.${name}`)),
        names,
      ).toBe(true);
    expect(html).not.toMatch(/<[a-z0-9]+ (?![^>]*class=)[^>]*style="[^"]*[; "]color:/);
  });

  test("is small enough that Gmail does not clip it", async () => {
    const { html } = await usual;
    expect(Buffer.byteLength(html)).toBeLessThan(20_000);
  });

  test.each(Object.entries(HOSTILE))("shows a name with %s as plain text", async (_kind, name) => {
    const { subject, html, text } = await render(Object.fromEntries(named.map((prop) => [prop, name])));
    const tags = (markup: string) => markup.match(/<\/?[a-z][a-z0-9]*\b/g);
    expect(tags(html)).toEqual(tags((await usual).html));
    expect(subject).toMatch(/^[^\p{Cc}\p{Zl}\p{Zp}]+$/u);
    expect(text).not.toMatch(/^Bcc:/m);
    for (const form of [subject, html, text]) expect(form).not.toMatch(BIDI_CONTROLS);
    expect(text.split(actionUrl)).toHaveLength(2);
  });
});

test("each mail names its campaign in the subject", async () => {
  const listSubjects = async (locale: (typeof LOCALES)[number]) => [
    (await renderMail(ConfirmSignature, { ...ConfirmSignature.PreviewProps, locale })).subject,
    (await renderMail(ConfirmationReminder, { ...ConfirmationReminder.PreviewProps, locale })).subject,
    (await renderMail(AlreadySigned, { ...AlreadySigned.PreviewProps, locale })).subject,
  ];
  expect(await listSubjects("en")).toEqual([
    "Confirm your signature: Stand with refugees",
    "One step left: Stand with refugees",
    "You have signed already: Stand with refugees",
  ]);
  expect(await listSubjects("es")).toEqual([
    "Confirma tu firma: Stand with refugees",
    "Queda un paso: Stand with refugees",
    "Ya has firmado: Stand with refugees",
  ]);
});
