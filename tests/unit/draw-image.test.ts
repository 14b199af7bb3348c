import { expect, test } from "vitest";
import { drawImage } from "@/app/_social-cards/draw-image";

/** A picture that is being drawn until `finish` is called. */
function aSlowPicture(network = "192.0.2.1") {
  let finish = () => {};
  const drawn = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const picture = {
    network,
    read: async () => "content",
    draw: async () => {
      await drawn;
      return new Uint8Array([1]);
    },
  };
  return { picture, finish };
}

test("downloads never block previews: their queue is short", async () => {
  const { picture, finish } = aSlowPicture();
  const download = (nth: number) =>
    drawImage(`story ${nth}`, { ...picture, isDownload: true, network: `192.0.2.${nth}` });
  const waiting = Array.from({ length: 11 }, (_, nth) => download(nth));
  await Promise.resolve();
  await new Promise(setImmediate);
  expect(await download(11)).toBeNull();
  const preview = drawImage("card", picture);
  finish();
  expect(await preview).toEqual(new Uint8Array([1]));
  expect(await Promise.all(waiting)).not.toContain(null);
});

test("one network has at most four downloads in the queue, and others are served", async () => {
  const { picture, finish } = aSlowPicture();
  const download = (nth: number, network: string) =>
    drawImage(`story of ${network} ${nth}`, { ...picture, isDownload: true, network });
  const greedy = Array.from({ length: 20 }, (_, nth) => download(nth, "192.0.2.66"));
  const modest = download(1, "192.0.2.67");
  finish();
  expect(await modest).toEqual(new Uint8Array([1]));
  expect((await Promise.all(greedy)).filter(Boolean)).toHaveLength(4);
  expect(await download(20, "192.0.2.66")).toEqual(new Uint8Array([1]));
});

test("other pictures are drawn while the content of one cannot be read", async () => {
  const never = new Promise<string>(() => {});
  void drawImage("stuck", {
    network: "192.0.2.1",
    read: () => never,
    draw: async () => new Uint8Array(),
  });
  const { picture, finish } = aSlowPicture();
  finish();
  expect(await drawImage("free", picture)).toEqual(new Uint8Array([1]));
});

test("a picture is null while the database is unavailable, and drawn on the next request", async () => {
  const draw = async () => new Uint8Array([2]);
  const network = "192.0.2.1";
  expect(await drawImage("unread", { network, read: async () => null, draw })).toBeNull();
  expect(await drawImage("unread", { network, read: async () => "content", draw })).toEqual(
    new Uint8Array([2]),
  );
});
