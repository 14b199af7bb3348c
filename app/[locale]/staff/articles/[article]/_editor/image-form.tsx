"use client";

import { type FormEvent, useId, useState } from "react";
import { uploadImage } from "@/app/[locale]/staff/_components/upload-image";
import type { EditorTexts } from "./texts";

type ImageFormProps = { texts: EditorTexts["pick"]; onInsert: (markdown: string) => void };
type Failure = "fileMissing" | "altMissing" | "tooLarge" | "notAnImage" | "uploadFailed";

/** The form that uploads an image and asks for its text alternative. */
export function ImageForm({ texts, onInsert }: ImageFormProps) {
  const id = useId();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isUploading, setUploading] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    event.stopPropagation();
    const form = new FormData(event.currentTarget);
    const [image, alt] = [form.get("image"), String(form.get("alt") ?? "").trim()];
    const isChosen = image instanceof File && image.size > 0;
    if (!isChosen || !alt) return setFailure(isChosen ? "altMissing" : "fileMissing");
    setFailure(null);
    setUploading(true);
    const upload = await uploadImage(image);
    setUploading(false);
    if (upload.outcome !== "stored")
      setFailure(upload.outcome === "failed" ? "uploadFailed" : upload.outcome);
    else onInsert(`![${alt.replaceAll(/[[\]\\]/g, "\\$&")}](${upload.url})`);
  };
  return (
    <form className="grid gap-4" onSubmit={submit} noValidate>
      <div className="field">
        <label htmlFor={`${id}-image`}>{texts.file}</label>
        <input
          id={`${id}-image`}
          className="input"
          name="image"
          type="file"
          accept="image/jpeg,image/png,image/webp,image/gif,image/avif"
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-alt`}>{texts.alt}</label>
        <input id={`${id}-alt`} className="input" name="alt" aria-describedby={`${id}-hint`} />
        <p id={`${id}-hint`} className="field-hint">
          {texts.altHint}
        </p>
      </div>
      <p role="status" className={failure ? "field-error" : "field-hint"}>
        {failure ? texts[failure] : isUploading ? texts.uploading : ""}
      </p>
      <button
        type="submit"
        className="button button-quiet justify-self-start"
        aria-disabled={isUploading || undefined}
      >
        {texts.insert}
      </button>
    </form>
  );
}
