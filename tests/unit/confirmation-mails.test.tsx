import { describe, expect, test } from "vitest";
import ConfirmSignature from "@/emails/confirm-signature";
import ConfirmationReminder from "@/emails/confirmation-reminder";
import { renderMail } from "@/lib/email/render";
import { LOCALES } from "@/lib/i18n/locales";
import { codeIn, linkIn } from "../support/mailbox";

const templates = { "confirm-signature": ConfirmSignature, "confirmation-reminder": ConfirmationReminder };
const confirmationMails = LOCALES.flatMap((locale) =>
  Object.entries(templates).map(([name, template]) => ({ name: `${name} in ${locale}`, locale, template })),
);

describe.each(confirmationMails)("$name", ({ locale, template }) => {
  const render = () => renderMail(template, { ...template.PreviewProps, locale });

  test("shows the code, and no other six-digit number", async () => {
    const rendered = await render();
    for (const form of [rendered.html, rendered.text])
      expect(new Set(form.match(/\b\d{6}\b/g))).toEqual(new Set(["481516"]));
    const mail = { ...rendered, id: "1", to: ["ada@example.org"] };
    expect([codeIn(mail), linkIn(mail)]).toEqual(["481516", template.PreviewProps.confirmUrl]);
  });

  test("says that the reader can ignore it", async () => {
    expect((await render()).text).toContain(locale === "en" ? "do nothing" : "no hagas nada");
  });
});

test.each([
  ["en", "This is the only reminder we send."],
  ["es", "Este es el único recordatorio que enviamos."],
] as const)("the reminder in %s says that it is the only one", async (locale, sentence) => {
  const { text } = await renderMail(ConfirmationReminder, { ...ConfirmationReminder.PreviewProps, locale });
  expect(text).toContain(sentence);
});
