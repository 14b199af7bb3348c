import { aPage } from "./browser";

/** Opens a page on a phone whose share sheet records what it receives. With `refuses`, its first call fails with that error. */
export async function aPhone({ refuses = "" } = {}) {
  const page = await aPage({ phone: true });
  await page.addInitScript((refusal) => {
    const received: unknown[] = [];
    let refused = refusal === "";
    Object.assign(window, { received });
    navigator.share = async (shared) => {
      if (!refused) {
        refused = true;
        throw new DOMException("no activation", refusal);
      }
      received.push(shared);
    };
  }, refuses);
  const sharedData = () => page.evaluate<{ url: string; text: string }[]>("window.received");
  return { page, sharedData };
}
