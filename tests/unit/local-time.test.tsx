import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { Day, Moment } from "@/app/_components/public-time";

/** 1 December, 23:59, in Mexico City. */
const at = new Date("2026-12-02T05:59:00Z");
const TIME_TAG = '<time dateTime="2026-12-02T05:59:00.000Z">';

describe("public times in cached HTML", () => {
  test("a deadline shows the minute and the zone", () => {
    expect(renderToStaticMarkup(<Moment at={at} locale="en" />)).toBe(
      `${TIME_TAG}December 2, 2026 at 5:59 AM UTC</time>`,
    );
    expect(renderToStaticMarkup(<Moment at={at} locale="es" />)).toBe(
      `${TIME_TAG}2 de diciembre de 2026 a las 5:59 UTC</time>`,
    );
  });

  test("other times show the day, and the zone to readers without scripts", () => {
    expect(renderToStaticMarkup(<Day at={at} locale="en" />)).toBe(
      `${TIME_TAG}December 2, 2026<span class="day-zone"> UTC</span></time>`,
    );
  });
});
