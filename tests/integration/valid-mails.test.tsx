import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { renderMail } from "@/lib/email/render";
import { LOCALES } from "@/lib/i18n/locales";
import { listHtmlErrors } from "../support/valid-html";

const templates = readdirSync("emails").filter((file) => /^[a-z].*\.tsx$/.test(file));

test("the validator finds forms in lines of text, blocks in paragraphs and ids given twice", async () => {
  const page = (body: string) =>
    `<!doctype html><html lang="en"><head><title>A page</title></head><body>${body}</body></html>`;
  expect(await listHtmlErrors(page("<p>Fine</p>"))).toEqual([]);
  for (const broken of [
    "<span><form action='/x'></form></span>",
    "<p><span><div>Block</div></span></p>",
    "<p id='a'>One</p><p id='a'>Two</p>",
    "<a href='/x'><button type='button'>Both</button></a>",
  ])
    expect(await listHtmlErrors(page(broken)), broken).not.toEqual([]);
});

test.each(templates)("the mail %s is valid HTML in every language", async (file) => {
  expect(templates.length).toBeGreaterThan(3);
  const { default: Mail } = await import(`../../emails/${file.replace(/\.tsx$/, "")}.tsx`);
  for (const locale of LOCALES) {
    const { html } = await renderMail(Mail, { ...Mail.PreviewProps, locale });
    expect(await listHtmlErrors(html, { isMail: true }), locale).toEqual([]);
  }
});
