import type { OrganisationKind } from "../../../worker/domain/actor.ts"
import { keptDays } from "../../../worker/domain/retention.ts"
import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { Button } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { Form } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { formatNumber, formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { Pager } from "../../ui/pager.tsx"
import { ProgressBar } from "../../ui/progress.tsx"
import { Tick } from "../../ui/tick.tsx"
import { useText } from "../../ui/use-text.ts"

/** One export as the page shows it. */
export interface ExportLine {
  id: string
  state: "running" | "done" | "failed" | "expired"
  step: number
  steps: number
  stalled: boolean
  bytes: number | null
  hash: string | null
  createdAt: string
  expiresAt: string
  by: string | null
}

export interface ExportPageProps {
  actor: SignedIn
  kind: OrganisationKind
  lines: ExportLine[]
  page: number
  pages: number
  state: FormState
  requested?: boolean
}

/** Bytes in the largest unit that leaves a whole number before the point. */
function formatBytes(bytes: number): string {
  const units = ["B", "KB", "MB", "GB"]
  let value = bytes
  let unit = 0
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024
    unit++
  }
  return `${formatNumber(value, unit === 0 ? 0 : 1)} ${units[unit]}`
}

function Running({ line }: { line: ExportLine }) {
  const text = useText()
  const words = text.leaving.export
  return (
    <section class="card stack" aria-live="polite">
      <h2>{words.running}</h2>
      <ProgressBar done={line.step} total={line.steps} label={words.steps(line.step, line.steps)} />
      {line.stalled ? <Notice kind="warning">{words.stalled}</Notice> : <p class="hint">{words.refreshes}</p>}
    </section>
  )
}

function contentsOf(text: Text, kind: OrganisationKind): string[] {
  const { contents } = text.leaving.export
  return kind === "company" || kind === "authority" ? contents[kind] : contents.other
}

function Start({ kind, state }: ExportPageProps) {
  const text = useText()
  const words = text.leaving.export
  return (
    <section class="card stack leaving__contents">
      <h2>{words.start}</h2>
      <h3>{words.what}</h3>
      <ul>
        {contentsOf(text, kind).map((item) => (
          <li>{item}</li>
        ))}
      </ul>
      <p>{words.startText(keptDays.exports)}</p>
      <Form ids="" say={() => words.personalNeeded} state={state} action={paths.export()}>
        <Tick name="personal" required>
          {words.personal}
        </Tick>
        <div>
          <Button look="primary">{words.button}</Button>
        </div>
      </Form>
    </section>
  )
}

function Status({ line }: { line: ExportLine }) {
  const text = useText()
  const words = text.leaving.export
  if (line.state !== "done") return <>{words.states[line.state]}</>
  return (
    <a href={paths.exportFile(line.id)} aria-label={words.downloadOf(formatTime(line.createdAt))} download>
      {words.download}
    </a>
  )
}

function Past({ lines }: { lines: ExportLine[] }) {
  const text = useText()
  const words = text.leaving.export
  if (lines.length === 0) return <p>{words.none}</p>
  return (
    <DataTable
      caption={words.past}
      captionHidden
      cards
      rows={lines}
      columns={[
        { key: "made", title: words.made, cell: (line) => formatTime(line.createdAt) },
        { key: "status", title: words.status, cell: (line) => <Status line={line} /> },
        {
          key: "size",
          title: words.size,
          number: true,
          cell: (line) => (line.bytes === null ? "–" : formatBytes(line.bytes)),
        },
        {
          key: "until",
          title: words.until,
          cell: (line) => (line.state === "done" ? formatTime(line.expiresAt) : "–"),
        },
        { key: "by", title: words.by, cell: (line) => line.by ?? words.someone },
        {
          key: "hash",
          title: words.hash,
          cell: (line) => (line.hash ? <code class="hash">{line.hash}</code> : "–"),
        },
      ]}
    />
  )
}

/** Everything of an organisation as one archive: start, progress, past archives. */
export function ExportPage(props: ExportPageProps) {
  const text = useText()
  const { actor, lines, page, pages, requested } = props
  const words = text.leaving.export
  const [latest] = lines
  const running = page === 1 ? lines.find((line) => line.state === "running") : undefined
  return (
    <Page title={words.title} current="desk" actor={actor}>
      <PageHead
        steps={[{ label: text.site.nav.desk, href: paths.desk() }, { label: words.title }]}
        title={words.title}
        lead={words.lead}
      />
      <div class="leaving">
        {requested && running && (
          <Notice kind="success" live>
            {words.done.requested}
          </Notice>
        )}
        {!running && page === 1 && latest?.state === "failed" && (
          <Notice kind="warning">{words.failedText}</Notice>
        )}
        {running && <Running line={running} />}
        <section class="stack">
          <h2>{words.past}</h2>
          <Past lines={lines} />
          <Pager page={page} pages={pages} href={(number) => paths.export({ page: number })} />
        </section>
        {!running && <Start {...props} />}
        <p>
          <a href={paths.deletion()}>{words.toDeletion}</a>
        </p>
      </div>
    </Page>
  )
}
