import { useText } from "../../ui/use-text.ts"

/** What a list is narrowed to, as words that can be taken away: each with the address without it. */
export function FilterWordList({ words }: { words: readonly { word: string; without: string }[] }) {
  const text = useText()
  if (words.length === 0) return null
  return (
    <ul class="filter-words">
      {words.map(({ word, without }) => (
        <li>
          <a href={without}>
            {word} <span aria-hidden="true">×</span>
            <span class="hidden-text">{text.site.aside(text.filing.list.takeAway)}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
