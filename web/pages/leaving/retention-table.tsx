import { keptDays } from "../../../worker/domain/retention.ts"
import type { Text } from "../../text/text.ts"
import { DataTable } from "../../ui/data-table.tsx"
import { useText } from "../../ui/use-text.ts"

type Kind = keyof typeof keptDays

function howLong(text: Text, kind: Kind): string {
  const words = text.leaving.retention.after[kind]
  return typeof words === "string" ? words : words(keptDays[kind])
}

/** How long data of every kind is kept, and why. */
export function RetentionTable() {
  const text = useText()
  const words = text.leaving.retention
  return (
    <section class="stack">
      <h2>{words.title}</h2>
      <p>{words.lead}</p>
      <DataTable
        caption={words.title}
        captionHidden
        cards
        rows={Object.keys(keptDays) as Kind[]}
        columns={[
          { key: "what", title: words.what, cell: (kind) => words.kinds[kind][0] ?? "" },
          { key: "howLong", title: words.howLong, cell: (kind) => howLong(text, kind) },
          { key: "why", title: words.why, cell: (kind) => words.kinds[kind][1] ?? "" },
        ]}
      />
    </section>
  )
}
