type WordListProps = {
  lead?: string;
  /** Rows without a value are left out. */
  rows: [term: string, value: string | null | undefined][];
};

/** The words of an attempt to sign, or of a signature, as terms and values. */
export function WordList({ lead, rows }: WordListProps) {
  return (
    <div className="words-to-confirm">
      {lead && <p>{lead}</p>}
      <dl>
        {rows.map(
          ([term, value]) =>
            value && (
              <div key={term}>
                <dt>{term}</dt>
                <dd dir="auto">{value}</dd>
              </div>
            ),
        )}
      </dl>
    </div>
  );
}
