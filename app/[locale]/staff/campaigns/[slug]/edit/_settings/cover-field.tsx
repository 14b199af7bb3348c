"use client";

import { type ChangeEvent, useState } from "react";
import { uploadImage } from "@/app/[locale]/staff/_components/upload-image";

type Texts = Record<
  "choose" | "hint" | "remove" | "sending" | "failed" | "tooLarge" | "notAnImage" | "stored",
  string
>;

/** Uploads an image as soon as it is chosen. The form contains its id, and saving the form makes it the cover. */
export function CoverField({ id, texts }: { id: string; texts: Texts }) {
  const [cover, setCover] = useState(id);
  const [note, setNote] = useState<string | null>(null);

  async function send({ target }: ChangeEvent<HTMLInputElement>) {
    const [picture] = target.files ?? [];
    if (!picture) return;
    setNote(texts.sending);
    const upload = await uploadImage(picture);
    setNote(texts[upload.outcome]);
    if (upload.outcome === "stored") setCover(upload.id);
  }

  return (
    <div className="field">
      <input type="hidden" name="coverId" value={cover} />
      {cover && (
        // biome-ignore lint/performance/noImgElement: pictures are made small when they are uploaded; the optimizer is off.
        <img
          src={`/media/${cover}.webp`}
          alt=""
          className="aspect-video w-full max-w-md border border-rule object-cover"
        />
      )}
      <label htmlFor="cover-file">{texts.choose}</label>
      <input
        id="cover-file"
        type="file"
        accept="image/jpeg,image/png,image/webp,image/avif,image/gif"
        className="input py-2"
        onChange={send}
        aria-describedby="cover-note"
      />
      <p id="cover-note" role="status" className="field-hint">
        {note ?? texts.hint}
      </p>
      {cover && (
        <button type="button" className="link-button justify-self-start" onClick={() => setCover("")}>
          {texts.remove}
        </button>
      )}
    </div>
  );
}
