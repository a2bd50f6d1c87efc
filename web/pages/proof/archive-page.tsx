import type { Check } from "../../../worker/domain/selection/verify-check.ts"
import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { ButtonForm } from "../../ui/form.tsx"
import { formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import type { SignedIn } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"
import { type FramedProgramme, SelectionPage } from "../selection/selection-frame.tsx"

export interface ArchivePageProps {
  actor: SignedIn
  programme: FramedProgramme & { revision: number; archivedAt: string | null }
  hash: string
  /** Everybody may have it already. */
  published: boolean
  checks: Check[]
  mayArchive: boolean
  formKey: string
  done?: string
  /** Why archiving was refused. */
  refused?: string
}

function Checks({ checks }: Pick<ArchivePageProps, "checks">) {
  const text = useText()
  const { proof } = text
  return (
    <section class="section stack">
      <h2>{proof.checks}</h2>
      <DataTable
        caption={proof.checks}
        captionHidden
        cards
        rows={checks}
        columns={[
          { key: "check", title: proof.check, cell: ({ name }) => proof.names[name] },
          { key: "count", title: proof.count, number: true, cell: ({ count }) => count },
          {
            key: "outcome",
            title: proof.outcome,
            cell: ({ faults }) => (faults.length === 0 ? proof.ok : proof.wrong(faults.length)),
          },
        ]}
      />
    </section>
  )
}

function Archiving({ programme, mayArchive, formKey }: ArchivePageProps) {
  const text = useText()
  const { archive } = text.proof
  if (programme.archivedAt) return <p class="section">{archive.archived(formatTime(programme.archivedAt))}</p>
  if (!mayArchive) return null
  return (
    <section class="section stack">
      <h2>{archive.title}</h2>
      <p>{archive.text}</p>
      <ButtonForm
        action={paths.selectionPart(programme.slug, "archive")}
        formKey={formKey}
        revision={programme.revision}
      >
        <Button look="primary">{archive.button}</Button>
      </ButtonForm>
    </section>
  )
}

/** The proof of a programme: its archive, its hash, and what checking it again found. */
export function ArchivePage(props: ArchivePageProps) {
  const text = useText()
  const { actor, programme, hash, published, done, refused } = props
  const { proof } = text
  return (
    <SelectionPage actor={actor} programme={programme} part="archive" lead={proof.lead} done={done}>
      {refused && (
        <Notice kind="error" live>
          {refused}
        </Notice>
      )}
      <p>{published ? proof.standing : proof.preview}</p>
      <dl class="fact-list">
        <div>
          <dt>{proof.hash}</dt>
          <dd>
            <code class="hash">{hash}</code>
          </dd>
        </div>
      </dl>
      <p>
        <LinkButton href={paths.programmeArchive(programme.slug)}>{proof.download}</LinkButton>
      </p>
      <Checks {...props} />
      <section class="section stack">
        <h2>{proof.how}</h2>
        <p>{proof.howText}</p>
        <p>
          <code class="hash">{proof.command(hash)}</code>
        </p>
      </section>
      <Archiving {...props} />
    </SelectionPage>
  )
}
