import { expect, test } from "vitest";
import { aPage } from "../support/browser";

/** Every element that a future component may use. */
const ANY_COMPONENT = `<section><h2>Two</h2><h3>Three</h3><p>Text with <a href="/x">a link</a> and <em>more</em>.</p>
  <ul><li>One</li></ul><ol><li>One</li></ol><figure><img alt="" src="data:,"></figure><blockquote>Said</blockquote>
  <button class="button">Act</button><label class="field">Name<input class="input"></label></section>`;

test("a component in an article has the computed styles that it has elsewhere", async () => {
  const page = await aPage();
  await page.goto("/en/articles/us-leaves-migration-compact-talks");
  const differences = await page.evaluate((anyComponent) => {
    const panel = document.querySelector(".share-panel")?.outerHTML ?? "";
    const place = (parent: Element | null, className: string) => {
      const host = document.createElement("div");
      host.className = className;
      host.style.inlineSize = "20rem";
      // Makes it the containing block of absolutely positioned children.
      host.style.position = "relative";
      host.innerHTML = panel + anyComponent;
      parent?.append(host);
      return [...host.querySelectorAll("*")];
    };
    const inside = place(document.querySelector(".prose"), "component");
    const outside = place(document.body, "");
    if (inside.length < 40 || inside.length !== outside.length) return ["too few elements"];
    return inside.flatMap((element, at) => {
      const [here, there] = [getComputedStyle(element), getComputedStyle(outside[at] ?? document.body)];
      return [...here]
        .filter((name) => here.getPropertyValue(name) !== there.getPropertyValue(name))
        .map((name) => `${element.tagName}.${element.className} ${name}: ${here.getPropertyValue(name)}`);
    });
  }, ANY_COMPONENT);
  expect(differences).toEqual([]);
});

test.each([320, 390, 820])(
  "no channel of the share panel is broken within a word at %d px",
  async (width) => {
    const page = await aPage({ width });
    await page.goto("/en/articles/us-leaves-migration-compact-talks");
    const broken = await page.evaluate(() => {
      const call = document.querySelector(".component .call-out");
      const panel = document.querySelector(".share-panel");
      if (!call || !panel) return ["no panel"];
      call.append(panel.cloneNode(true));
      return [...call.querySelectorAll(".share-channel")].flatMap((channel) => {
        const range = document.createRange();
        range.selectNodeContents(channel);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        const words = (channel.textContent ?? "").trim().split(/\s+/).length;
        return lines.size > words ? [channel.textContent] : [];
      });
    });
    expect(broken).toEqual([]);
  },
);
