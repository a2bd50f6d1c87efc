import type { FilingWords } from "../filing/words.ts"
import { shownText } from "./clash-box.ts"
import { browserStore, dropCopy, keptChanges } from "./copy.ts"
import { downloadChanges } from "./download.ts"
import { button } from "./state.ts"

/** What the page calls a field, by its label or the legend of its choices. */
function titleIn({ filingSaving: words }: FilingWords, name: string): string {
  const [id, reason] = [`v-${name.slice(2)}`, name.startsWith("r:")]
  const field = document.getElementById(id)
  const label = document.querySelector(`label[for="${id}"]`) ?? field?.querySelector("legend")
  const title = label?.textContent?.trim() || name.slice(2)
  return reason ? words.reasonOf(title) : title
}

/**
 * On the page of a form that takes nothing any more: what this browser still holds of it, to be taken along or deleted.
 * Just after sending there is nothing to keep.
 */
export function showKept(words: FilingWords): void {
  const place = document.getElementById("filing-kept")
  if (!place) return
  const { owner = "", subject = "", sent } = place.dataset
  const [store, copy] = [browserStore(), { owner, subject }]
  if (sent) dropCopy(store, copy)
  const changes = keptChanges(store, copy)
  if (changes.size === 0) return
  const { kept, download } = words.filingSaving
  const [title, lead, list, acts] = ["p", "p", "ul", "p"].map((tag) => document.createElement(tag)) as [
    HTMLElement,
    HTMLElement,
    HTMLElement,
    HTMLElement,
  ]
  title.className = "clash__title"
  title.textContent = kept.title(changes.size)
  lead.textContent = kept.lead
  for (const [name, { to }] of changes) {
    const [row, label, text] = ["li", "span", "strong"].map((tag) => document.createElement(tag)) as [
      HTMLElement,
      HTMLElement,
      HTMLElement,
    ]
    label.textContent = titleIn(words, name)
    text.textContent = shownText(words, to)
    row.append(label, text)
    list.append(row)
  }
  acts.append(
    button(download, () => downloadChanges(words, changes, (name) => titleIn(words, name))),
    button(kept.drop, () => {
      dropCopy(store, copy)
      place.replaceChildren()
    }),
  )
  place.className = "clash"
  place.append(title, lead, list, acts)
}
