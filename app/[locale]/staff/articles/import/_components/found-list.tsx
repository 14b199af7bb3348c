import type { Option } from "../import-results";

type Item = { kicker?: string; text: string; slug?: string | null };

type Props = {
  id: string;
  title: string;
  nothing: string;
  items: Item[];
  /** The campaigns or articles to choose from for each item. Omitted for posts. */
  choice?: { name: string; label: string; open: string; options: Option[] };
};

/** Lists the items of one kind that were found in a text, in the order of the text. */
export function FoundList({ id, title, nothing, items, choice }: Props) {
  return (
    <section aria-labelledby={id} className="min-w-0">
      <h3 id={id} className="flex items-baseline gap-2 border-b border-ink pb-1 font-semibold">
        <span dir="auto">{title}</span> <span className="numerals text-soft">{items.length}</span>
      </h3>
      {items.length === 0 && <p className="mt-2 text-sm text-soft">{nothing}</p>}
      <ol>
        {items.map(({ kicker, text, slug }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: items may have equal texts, and their order never changes
          <li key={at} className="border-b border-rule py-3">
            {kicker && <p className="kicker">{kicker}</p>}
            <p className="font-serif text-lg leading-snug break-words">{text}</p>
            {choice && <Choice {...choice} id={`${id}-${at}`} about={text} slug={slug ?? null} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

type ChoiceProps = NonNullable<Props["choice"]> & { id: string; about: string; slug: string | null };

function Choice({ id, name, label, open, options, about, slug }: ChoiceProps) {
  const known = slug === null || options.some((option) => option.slug === slug);
  return (
    <div className="mt-2">
      <label htmlFor={id} className="sr-only">
        {label}: {about}
      </label>
      <select id={id} name={name} defaultValue={slug ?? ""} className="input w-full text-sm">
        <option value="">{open}</option>
        {!known && <option value={slug}>{slug}</option>}
        {options.map((option) => (
          <option key={option.slug} value={option.slug} dir="auto">
            {option.title}
          </option>
        ))}
      </select>
    </div>
  );
}
