/** A sentence whose names of code stand between backticks, as in Markdown. */
export function Coded({ words }: { words: string }) {
  const parts = words.split("`")
  return <>{parts.map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part))}</>
}
