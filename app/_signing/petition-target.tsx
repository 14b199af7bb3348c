type PetitionTargetProps = {
  /** "To", in the language of the page. */
  label: string;
  target: string;
  /** The language of the petition text. */
  lang: string;
  className?: string;
};

/** Says whom a petition is addressed to: "To: the mayor". */
export function PetitionTarget({ label, target, lang, className }: PetitionTargetProps) {
  return (
    <p className={className}>
      <span className="text-soft">{label}:</span>{" "}
      <span lang={lang} dir="auto">
        {target}
      </span>
    </p>
  );
}
