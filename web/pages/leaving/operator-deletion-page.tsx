import type { OrganisationKind } from "../../../worker/domain/actor.ts"
import { DataTable } from "../../ui/data-table.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { formatTime } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import { AskForm, DeletionFrame, type FrameProps, TakeBackForm } from "./deletion-page.tsx"

/** An organisation that waits for its deletion. */
export interface PendingRow {
  id: string
  name: string
  kind: OrganisationKind
  askedAt: string
  dueAt: string
  /** A form's key of its own; null where the operator does not take it back. */
  takeBackKey: string | null
}

function Pending({ rows }: { rows: PendingRow[] }) {
  const text = useText()
  const words = text.leaving.operator
  if (rows.length === 0) return <p>{words.none}</p>
  return (
    <DataTable
      caption={words.pending}
      captionHidden
      cards
      rows={rows}
      columns={[
        { key: "name", title: words.name, cell: (row) => row.name },
        { key: "kind", title: words.kind, cell: (row) => words.kinds[row.kind] },
        { key: "asked", title: words.asked, cell: (row) => formatTime(row.askedAt) },
        { key: "due", title: words.due, cell: (row) => formatTime(row.dueAt) },
        {
          key: "action",
          title: words.action,
          cell: (row) =>
            row.takeBackKey ? <TakeBackForm id={row.id} formKey={row.takeBackKey} /> : words.ownHead,
        },
      ]}
    />
  )
}

/** To the operator: what waits for deletion, and asking for it in the place of an authority. */
export function OperatorDeletionPage(
  props: Omit<FrameProps, "children" | "lead"> & { rows: PendingRow[]; state: FormState },
) {
  const text = useText()
  const { state, rows } = props
  const { operator, deletion } = text.leaving
  return (
    <DeletionFrame {...props} lead={operator.lead}>
      <section class="stack">
        <h2>{operator.pending}</h2>
        <Pending rows={rows} />
      </section>
      <section class="card stack">
        <h2>{operator.ask}</h2>
        <p>{deletion.lead}</p>
        <AskForm state={state} label={operator.nameLabel} hint={operator.nameHint} note={deletion.letter} />
      </section>
    </DeletionFrame>
  )
}
