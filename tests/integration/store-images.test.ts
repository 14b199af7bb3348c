import sharp from "sharp";
import { afterAll, describe, expect, test } from "vitest";
import { GET } from "@/app/media/[image]/route";
import { images } from "@/db/schema";
import { getImage, listImageSizes } from "@/lib/images/get-image";
import { imageIdIn, imageUrl, MAX_UPLOAD_BYTES, MAX_WIDTH_PX } from "@/lib/images/image-limits";
import { storeImage } from "@/lib/images/store-image";
import { aDatabase } from "../support/database";
import { aStaffMember } from "../support/factories";

const { db, drop } = await aDatabase();
afterAll(drop);
const { id: by } = await aStaffMember(db);

const aPicture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#c2321a" } });
const request = (image: string) => GET(new Request("http://x"), { params: Promise.resolve({ image }) });

describe("a stored image", () => {
  test("is WebP, at most 1600 px wide and without metadata", async () => {
    const bytes = await aPicture(2400, 1200)
      .withExif({ IFD0: { Copyright: "Ada", ImageDescription: "at home" }, IFD3: { GPSLatitudeRef: "N" } })
      .jpeg()
      .toBuffer();
    expect((await sharp(bytes).metadata()).exif, "the upload carries EXIF").toBeDefined();
    const kept = await storeImage(db, { bytes, by });
    if (kept.outcome !== "kept") throw new Error(kept.outcome);
    expect(kept).toMatchObject({ width: MAX_WIDTH_PX, height: MAX_WIDTH_PX / 2 });
    const stored = await sharp((await getImage(db, kept.id)) ?? undefined).metadata();
    expect(stored).toMatchObject({ format: "webp", width: MAX_WIDTH_PX });
    expect([stored.exif, stored.xmp, stored.iptc, stored.icc]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(await listImageSizes(db, [kept.id])).toEqual([
      { id: kept.id, width: MAX_WIDTH_PX, height: MAX_WIDTH_PX / 2 },
    ]);
  });

  test("is upright for every EXIF orientation", async () => {
    const bytes = await aPicture(40, 20).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    expect(await storeImage(db, { bytes, by })).toMatchObject({ outcome: "kept", width: 20, height: 40 });
  });

  test("is served as immutable with the content type of an image", async () => {
    const kept = await storeImage(db, { bytes: await aPicture(8, 8).png().toBuffer(), by });
    if (kept.outcome !== "kept") throw new Error(kept.outcome);
    expect(imageIdIn(imageUrl(kept.id))).toBe(kept.id);
    const answer = await request(`${kept.id}.webp`);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "image/webp",
      "cache-control": "public, max-age=31536000, immutable",
      "x-content-type-options": "nosniff",
    });
    for (const other of [kept.id, `${kept.id}.png`, "x.webp", "../../etc.webp"])
      expect((await request(other)).status, other).toBe(404);
  });
});

describe("refuses and does not store", () => {
  const refused = async (bytes: Uint8Array) => {
    const before = await db.$count(images);
    const kept = await storeImage(db, { bytes, by });
    expect(await db.$count(images)).toBe(before);
    return kept.outcome;
  };

  test.each([
    [
      "an SVG with a script",
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>',
    ],
    ["a page", "<!doctype html><img src=x>"],
    ["an empty file", ""],
    ["a text with the signature of a PNG", "\x89PNG\r\n\x1a\nnot really"],
    ["a text with the signature of a JPEG", "\xff\xd8\xff and so on"],
    ["a text with the signature of an AVIF", "\0\0\0\x20ftypavif and so on"],
  ])("%s", async (_, text) => {
    expect(await refused(Buffer.from(text, "latin1"))).toBe("not-an-image");
  });

  test("a truncated image", async () => {
    const complete = await aPicture(300, 300).jpeg().toBuffer();
    expect(await refused(complete.subarray(0, Math.floor(complete.length / 2)))).toBe("not-an-image");
  });

  test("a small file that expands to hundreds of megabytes, by its header alone", async () => {
    const bomb = await aPicture(9_000, 9_000).png({ compressionLevel: 9 }).toBuffer();
    expect(bomb.byteLength, "the file is small").toBeLessThan(MAX_UPLOAD_BYTES);
    expect(await refused(bomb)).toBe("too-large");
    expect(await refused(bomb.subarray(0, 100)), "without its pixels").toBe("too-large");
  });

  test("a file above eight megabytes", async () => {
    const bytes = new Uint8Array(MAX_UPLOAD_BYTES + 1);
    bytes.set([0xff, 0xd8, 0xff]);
    expect(await refused(bytes)).toBe("too-large");
  });
});
