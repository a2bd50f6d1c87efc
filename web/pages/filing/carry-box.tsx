import { useText } from "../../ui/use-text.ts"
import type { FilingView } from "./filing-view.ts"

/** One tick confirms what a group takes over of the quarter before; without it none of it is sent. */
export function CarryBox({ view, group, keys }: { view: FilingView; group: string; keys: string[] }) {
  const text = useText()
  const { form } = text.filing
  const open = keys.filter((key) => view.carried.has(key))
  if (open.length === 0) return null
  const names = open.map((key) => view.specs.get(key)?.title[text.language] ?? key)
  return (
    <div class="carry-box" data-carry-box>
      <label class="choice">
        <input type="checkbox" name={`c:${group}`} value={open.join(" ")} />
        <span data-carry-words>{form.carryConfirm(open.length)}</span>
      </label>
      <p class="hint">{names.join(text.site.listComma)}</p>
    </div>
  )
}
