import type { Device } from "../../../worker/domain/identity/device.ts"
import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { Button } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { ButtonForm } from "../../ui/form.tsx"
import { formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import type { SignedIn } from "../../ui/page.tsx"
import { Pager } from "../../ui/pager.tsx"
import { useText } from "../../ui/use-text.ts"
import { AccountFrame } from "./account-frame.tsx"

export interface SessionRow {
  id: string
  device: Device
  address: string | null
  createdAt: string
  expiresAt: string
  /** The one that this page was asked for with. */
  here: boolean
  /** Its second factor has not been passed. */
  due: boolean
}

export interface SessionsPageProps {
  actor: SignedIn
  rows: SessionRow[]
  total: number
  page: number
  pages: number
  formKey: string
  done?: "ended" | "others"
}

/** Browser and system in words. */
export function deviceWords(text: Text, { browser, system }: Device): string {
  const { sessions } = text.account
  const names: Record<string, string | undefined> = sessions.browsers
  return sessions.deviceName(names[browser] ?? browser, sessions.systems[system])
}

function End({ row, formKey }: { row: SessionRow; formKey: string }) {
  const text = useText()
  const { sessions } = text.account
  if (row.here) return <span class="muted">{sessions.here}</span>
  return (
    <ButtonForm action={paths.endSession(row.id)} formKey={formKey}>
      <button
        class="button button--danger"
        type="submit"
        aria-label={sessions.endNamed(deviceWords(text, row.device), formatTime(row.createdAt))}
      >
        {sessions.end}
      </button>
    </ButtonForm>
  )
}

function List({ rows, formKey }: SessionsPageProps) {
  const text = useText()
  const { sessions } = text.account
  return (
    <DataTable
      caption={sessions.title}
      captionHidden
      cards
      rows={rows}
      columns={[
        {
          key: "device",
          title: sessions.device,
          cell: (row) => (
            <>
              {deviceWords(text, row.device)} {row.due && <span class="state">{sessions.due}</span>}
            </>
          ),
        },
        { key: "address", title: sessions.address, cell: (row) => row.address ?? sessions.noAddress },
        { key: "since", title: sessions.since, cell: (row) => formatTime(row.createdAt) },
        { key: "until", title: sessions.until, cell: (row) => formatTime(row.expiresAt) },
        {
          key: "end",
          title: <span class="hidden-text">{sessions.end}</span>,
          cell: (row) => <End row={row} formKey={formKey} />,
        },
      ]}
    />
  )
}

/** Where a person is signed in. */
export function SessionsPage(props: SessionsPageProps) {
  const text = useText()
  const { actor, total, page, pages, formKey, done } = props
  const { sessions } = text.account
  return (
    <AccountFrame actor={actor} title={sessions.title} lead={sessions.lead} wide>
      {done && (
        <Notice kind="success" live>
          {sessions.done[done]}
        </Notice>
      )}
      <List {...props} />
      <Pager page={page} pages={pages} href={(other) => paths.sessions({ page: other })} />
      {total > 1 ? (
        <ButtonForm action={paths.endOtherSessions()} formKey={formKey}>
          <Button look="danger">{sessions.endOthers}</Button>
        </ButtonForm>
      ) : (
        <p class="muted">{sessions.only}</p>
      )}
    </AccountFrame>
  )
}
