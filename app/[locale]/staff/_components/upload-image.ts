type UploadResult =
  | { outcome: "stored"; id: string; url: string }
  | { outcome: "tooLarge" | "notAnImage" | "failed" };

/** Uploads an image and returns its id and address, or the reason why it was not stored. */
export async function uploadImage(image: File): Promise<UploadResult> {
  const body = new FormData();
  body.set("image", image);
  try {
    const response = await fetch("/api/staff/images", { method: "POST", body, redirect: "manual" });
    if (response.status === 413) return { outcome: "tooLarge" };
    if (response.status === 415) return { outcome: "notAnImage" };
    if (!response.ok) return { outcome: "failed" };
    const { id, url }: { id: string; url: string } = await response.json();
    return { outcome: "stored", id, url };
  } catch {
    return { outcome: "failed" }; // Offline: the message asks to try again.
  }
}
