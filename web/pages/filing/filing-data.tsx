import { raw } from "hono/html"
import type { FilingIslandData } from "../../islands/filing/data.ts"
import type { Language } from "../../text/text.ts"
import type { FilingView } from "./filing-view.ts"

/** A JSON block for the island; `<` is escaped so that no text can end the element. */
export function FilingData({ view, language }: { view: FilingView; language: Language }) {
  const data: FilingIslandData = {
    language,
    edition: view.edition,
    mine: [...view.mine],
    previous: [...view.previous].filter(([key]) => view.mine.has(key)),
  }
  const json = JSON.stringify(data).replaceAll("<", "\\u003c")
  return (
    <script type="application/json" id="filing-data">
      {raw(json)}
    </script>
  )
}
