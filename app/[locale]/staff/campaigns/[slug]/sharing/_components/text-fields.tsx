"use client";

import { type ReactNode, useContext, useId, useState } from "react";
import { isolated } from "@/lib/direction";
import { withChannelMark } from "@/lib/sharing/channels";
import {
  charactersLeft,
  lengthOnNetwork,
  type Network,
  type ShareMessage,
} from "@/lib/sharing/share-intents";
import { MAX_TEXT_LENGTH, type StaffTexts, TEXT_FIELDS, type TextField } from "@/lib/sharing/share-texts";
import { FormState } from "../../../../_components/action-form";
import { type PreviewTexts, TextsPreview } from "./texts-preview";

type FieldTexts = PreviewTexts &
  Record<TextField | "messageHint" | "bodyHint" | "standard" | "count" | "cut", string>;

type TextFieldsProps = {
  language: string;
  stored: StaffTexts;
  standard: { signer: ShareMessage; reader: ShareMessage };
  link: string;
  texts: FieldTexts;
  children: ReactNode;
};

const ROWS = { message: 4, subject: undefined, body: 6 } as const;

/** The fields for the share texts of one language, with a live preview. */
export function TextFields({ language, stored, standard, link, texts, children }: TextFieldsProps) {
  const [values, change] = useFieldValues(stored);
  const hints = { message: texts.messageHint, subject: "", body: texts.bodyHint };
  return (
    <div className="grid gap-x-12 gap-y-8 lg:grid-cols-2">
      <div className="grid content-start gap-4">
        {TEXT_FIELDS.map((name) => (
          <Field
            key={name}
            name={name}
            label={texts[name]}
            hint={`${hints[name]} ${texts.standard}`.trim()}
            placeholder={standard.signer[name]}
            value={values[name]}
            language={language}
            onChange={(value) => change({ ...values, [name]: value })}
          >
            {name === "message" && (
              <Counts message={values.message || standard.signer.message} link={link} texts={texts} />
            )}
          </Field>
        ))}
        {children}
      </div>
      <TextsPreview {...{ language, values, standard, link, texts }} />
    </div>
  );
}

/** The values of the fields. When the stored texts change, fields without unsaved changes are updated. */
function useFieldValues(stored: StaffTexts) {
  const [values, change] = useState(stored);
  const [lastStored, setLastStored] = useState(stored);
  if (TEXT_FIELDS.some((name) => lastStored[name] !== stored[name])) {
    const kept = (name: TextField) =>
      values[name].trim() === lastStored[name] ? stored[name] : values[name];
    change({ message: kept("message"), subject: kept("subject"), body: kept("body") });
    setLastStored(stored);
  }
  return [values, change] as const;
}

type FieldProps = {
  name: TextField;
  label: string;
  hint: string;
  placeholder: string;
  value: string;
  language: string;
  onChange: (value: string) => void;
  children: ReactNode;
};

function Field({ name, label, hint, placeholder, value, language, onChange, children }: FieldProps) {
  const { errors } = useContext(FormState);
  const id = useId();
  const error = errors[name]?.[0];
  const field = {
    id,
    name,
    value,
    placeholder,
    lang: language,
    maxLength: MAX_TEXT_LENGTH[name],
    className: "input",
    dir: "auto",
    "aria-invalid": error ? true : undefined,
    "aria-describedby": `${id}-note`,
  };
  return (
    <div className="field content-start">
      <label htmlFor={id}>{label}</label>
      {ROWS[name] ? (
        <textarea {...field} rows={ROWS[name]} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input {...field} onChange={(event) => onChange(event.target.value)} />
      )}
      {children}
      <p id={`${id}-note`} className={error ? "field-error" : "field-hint"}>
        {error ?? hint}
      </p>
    </div>
  );
}

const COUNTED: [network: Network, name: string][] = [
  ["x", "X"],
  ["bluesky", "Bluesky"],
];

/** The length of the message on networks with short posts, and whether it is cut. */
function Counts({ message, link, texts }: { message: string; link: string; texts: FieldTexts }) {
  const counts = COUNTED.map(([network, name]) => {
    return {
      name,
      used: lengthOnNetwork(network, message),
      limit: charactersLeft(network, withChannelMark(link, network)),
    };
  });
  const cutOn = counts.filter(({ used, limit }) => used > limit).map(({ name }) => name);
  return (
    <>
      <p className="numerals flex flex-wrap gap-x-4 text-sm text-soft">
        {counts.map(({ name, used, limit }) => (
          <span key={name} className={used > limit ? "font-semibold text-ink" : undefined}>
            {texts.count
              .replace("{network}", isolated(name))
              .replace("{used}", String(used))
              .replace("{limit}", String(limit))}
          </span>
        ))}
      </p>
      <p role="status" className="text-sm font-semibold empty:hidden">
        {cutOn.length > 0 && texts.cut.replace("{network}", cutOn.join(", "))}
      </p>
    </>
  );
}
