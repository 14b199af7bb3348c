import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ConfirmSignature } from "@/emails/confirm-signature";
import { SignIn } from "@/emails/sign-in";
import { renderMail } from "@/lib/email/render";
import { LOCALES } from "@/lib/i18n/locales";

const HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&amp;\r\nBcc: eve@example.org";

/** Each mail with what it is previewed with, its action's address and the texts that come from outside. */
const mails = LOCALES.flatMap((locale) => [
  {
    name: `confirm-signature in ${locale}`,
    act: ConfirmSignature.PreviewProps.confirmUrl,
    render: (props = {}) =>
      renderMail(ConfirmSignature, { ...ConfirmSignature.PreviewProps, locale, ...props }),
    hostile: { campaignTitle: HOSTILE, organisation: HOSTILE, postalAddress: HOSTILE },
  },
  {
    name: `sign-in in ${locale}`,
    act: SignIn.PreviewProps.signInUrl,
    render: (props = {}) => renderMail(SignIn, { ...SignIn.PreviewProps, locale, ...props }),
    hostile: { organisation: HOSTILE, postalAddress: HOSTILE },
  },
]);

test("every mail is rendered here", () => {
  const templates = readdirSync("emails").filter((file) => !file.startsWith("_"));
  expect(templates.length * LOCALES.length).toBe(mails.length);
});

describe.each(mails)("$name", ({ act, render, hostile }) => {
  test("asks for one thing only, in both forms", async () => {
    const { html, text } = await render();
    const targets = [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href);
    expect(new Set(targets)).toEqual(new Set([act]));
    expect(text.split(act)).toHaveLength(2);
  });

  test("says who writes and where they live", async () => {
    const { html, text } = await render();
    for (const form of [html, text]) expect(form).toContain("1 Example Street, Example Town");
  });

  test("needs no image, script, font or pixel from anywhere", async () => {
    const { html } = await render();
    expect(html).not.toMatch(/<(img|script|link|iframe)\b|url\(|@import|\bsrc=/i);
  });

  test("stays small enough that Gmail does not clip it", async () => {
    const { html } = await render();
    expect(Buffer.byteLength(html)).toBeLessThan(20_000);
  });

  test("turns hostile texts into words", async () => {
    const { subject, html } = await render(hostile);
    expect(html).not.toMatch(/<script|<img/i);
    expect(html).toContain("&lt;script&gt;");
    expect(subject).not.toMatch(/[\r\n]/);
  });
});

describe.each(LOCALES)("the confirmation in %s", (locale) => {
  const render = () => renderMail(ConfirmSignature, { ...ConfirmSignature.PreviewProps, locale });

  test("shows the code and no other number that could be taken for it", async () => {
    const { html, text } = await render();
    for (const form of [html, text]) expect(new Set(form.match(/\b\d{6}\b/g))).toEqual(new Set(["481516"]));
  });

  test("names the campaign in the subject", async () => {
    expect((await render()).subject).toMatch(
      /^(Confirm your signature|Confirma tu firma): Stand with refugees$/,
    );
  });

  test("is in that language throughout", async () => {
    const { html, text } = await render();
    expect(html).toContain(`lang="${locale}"`);
    expect(text).toContain(locale === "en" ? "do nothing" : "no hagas nada");
    expect(text).not.toMatch(locale === "en" ? /\bfirma\b/ : /\bsignature\b/);
  });
});
