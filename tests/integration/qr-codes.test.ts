import jsQR from "jsqr";
import sharp from "sharp";
import { afterAll, expect, test } from "vitest";
import { env } from "@/lib/env";
import { parseShareAddress } from "@/lib/sharing/share-address";
import { qrResponse } from "@/server/share-links/qr-code";
import { aDatabase } from "../support/database";
import { aCampaign } from "../support/factories";
import { aShareLink } from "../support/share-links";

const { db, drop } = await aDatabase();
afterAll(drop);

const { code: CODE } = await aShareLink(db, { campaignId: (await aCampaign(db)).id });
const SCANNED_DOTS = 400;

/** Decodes the QR code in an image. */
async function scan(picture: ArrayBuffer): Promise<string | undefined> {
  const image = sharp(Buffer.from(picture)).resize(SCANNED_DOTS).ensureAlpha();
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  return jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data;
}

const request = (format: "png" | "svg", code: string) =>
  qrResponse(new Request("http://localhost/s/code/qr"), { code, format });

test.each([
  ["png", "image/png"],
  ["svg", "image/svg+xml"],
] as const)(
  "the %s contains the link with the channel for QR codes, can be cached for a year and is not indexed",
  async (format, type) => {
    const answer = await request(format, CODE);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe(type);
    expect(answer.headers.get("cache-control")).toMatch(/public, max-age=31536000/);
    expect(answer.headers.get("x-robots-tag")).toBe("noindex");
    const picture = await answer.arrayBuffer();
    expect(answer.headers.get("content-length")).toBe(String(picture.byteLength));
    const address = await scan(picture);
    expect(address).toBe(`${env().APP_URL}/s/${CODE}q`);
    expect(parseShareAddress(address?.split("/").at(-1) ?? "")).toEqual({ code: CODE, channel: "qr" });
  },
);

test("the PNG is large enough for print and has a quiet zone of four modules", async () => {
  const png = Buffer.from(await (await request("png", CODE)).arrayBuffer());
  const { width = 0, height } = await sharp(png).metadata();
  expect(width).toBeGreaterThanOrEqual(1000);
  expect(height).toBe(width);
  const { info } = await sharp(png).trim({ background: "#fff" }).toBuffer({ resolveWithObject: true });
  expect(-(info.trimOffsetLeft ?? 0)).toBe(4 * 30);
});

test("a partly covered code is still readable", async () => {
  const answer = await request("png", CODE);
  const clean = Buffer.from(await answer.arrayBuffer());
  const { width = 0 } = await sharp(clean).metadata();
  const patch = await sharp({ create: { width: 90, height: 90, channels: 3, background: "#fff" } })
    .png()
    .toBuffer();
  const covered = await sharp(clean)
    .toColourspace("srgb")
    .composite([{ input: patch, left: Math.round(width * 0.55), top: Math.round(width * 0.55) }])
    .png()
    .toBuffer();
  expect(await scan(new Uint8Array(covered).buffer)).toBe(`${env().APP_URL}/s/${CODE}q`);
});

test.each(["nonsense", "", "K7WM2XQ9D", "aeiouaeio", "../../etc", "k7wm2xq9d"])(
  "%j is not the code of a link and has no picture",
  async (code) => {
    for (const format of ["png", "svg"] as const) {
      const answer = await request(format, code);
      expect([answer.status, answer.headers.get("cache-control")]).toEqual([404, "no-store"]);
    }
  },
);
